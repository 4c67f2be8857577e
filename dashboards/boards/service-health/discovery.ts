import * as units from '@grafana/grafana-foundation-sdk/units';
import { binary, ratio } from '../../../alerts/promql';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { level, range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';

const where = { service: chosen('dependency') } as const;
const by = ['service'] as const;
/** Share of a pool that is in use; the last tenth is what a burst takes. */
const FULL_POOL = 0.9;

/** Instances that discovery knows, and the pools of connections to them. */
export function discovery({ q }: Sources): RowSpec {
  const health = q.label('service.instances', 'health');
  const checks = q.rate('service.health_checks', { where, by, window });
  const failed = q.rate('service.health_checks', { where: { ...where, result: 'failure' }, by, window });
  return {
    id: 2,
    title: 'Discovery and pools',
    panels: [
      level({
        id: 201,
        title: 'Service Discovery',
        width: 12,
        unit: units.Short,
        stacked: true,
        description: {
          shows: 'Instances that service discovery knows, by service and health.',
          bad: 'Unhealthy ones, or fewer than you run: the others take their load.',
          next: 'See Failed health checks; then the logs of the service that lost instances.',
        },
        queries: {
          instances: range(
            q.aggregate('max', 'service.instances', { where, by: ['service', 'health'] }),
            `{{service}} {{${health}}}`,
          ),
        },
        alerts: ['ServiceUnavailable'],
        dataLinks: [...errorLinks, ...chosenLinks],
      }),
      share({
        id: 202,
        title: 'Failed health checks',
        width: 12,
        description: {
          shows: 'Share of the health checks of each service that failed.',
          bad: 'Some fail now and then: an instance is about to be taken out. All fail: the alert fires.',
          next: 'Ask the service for its health by hand; compare with Dependency Health.',
        },
        queries: { failed: range(ratio(failed, checks), '{{service}}', { quietWhenHealthy: true }) },
        alerts: ['ServiceUnavailable'],
        dataLinks: errorLinks,
      }),
      share({
        id: 203,
        title: 'Connection Pools',
        width: 12,
        description: {
          shows: 'Share of the connections of each pool that is in use.',
          bad: 'Above the red line: requests begin to wait although the service is well.',
          next: 'Compare with Dependency Health: a slow service holds connections longer. Only then raise the limit.',
        },
        queries: {
          used: range(
            binary(
              q.aggregate('sum', 'pool.connections.active', { where, by }),
              '/',
              q.aggregate('sum', 'pool.connections.limit', { where, by }),
            ),
            '{{service}}',
          ),
        },
        threshold: atMost(FULL_POOL),
        dataLinks: chosenLinks,
      }),
      rate({
        id: 204,
        title: 'Requests for a connection',
        width: 12,
        stacked: true,
        description: {
          shows: 'Requests for a pooled connection, each second, by service and what became of them.',
          bad: 'Timeouts and errors: those requests failed before they were sent.',
          next: 'See Connection Pools; open failed traces.',
        },
        queries: {
          requests: range(
            q.rate('pool.requests', { where, by: ['service', 'result'], window }),
            '{{service}} {{result}}',
          ),
        },
        dataLinks: [...errorLinks, ...chosenLinks],
      }),
    ],
  };
}
