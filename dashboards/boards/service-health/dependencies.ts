import * as units from '@grafana/grafana-foundation-sdk/units';
import { errorLinks } from '../../kit/event-links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { chosen } from '../../kit/variable-names';
import { upstreamDuration, upstreamErrors } from '../panels/upstream';

const where = { service: chosen('dependency') } as const;

/** How the services behind the gateway answer it. */
export function dependencies(sources: Sources): RowSpec {
  const { q } = sources;
  return {
    id: 3,
    title: 'Dependencies',
    panels: [
      upstreamErrors(sources, { id: 301, title: 'Dependency Health', width: 12 }),
      upstreamDuration(sources, { id: 302, title: 'Dependency latency', width: 12 }),
      rate({
        id: 303,
        title: 'Calls through breakers',
        width: 12,
        unit: units.RequestsPerSecond,
        stacked: true,
        description: {
          shows: 'Calls that went to a breaker, each second, by service and outcome.',
          bad: 'Rejected ones: failures that the service behind never saw.',
          next: 'See when the breaker opened at the top of the board.',
        },
        queries: {
          calls: range(
            q.rate('breaker.requests', { where, by: ['service', 'outcome'], window }),
            '{{service}} {{outcome}}',
          ),
        },
        dataLinks: errorLinks,
      }),
      share({
        id: 304,
        title: 'Failure share of breakers',
        width: 12,
        description: {
          shows: "Share of failed calls in each breaker's own window: the number on which it acts.",
          bad: 'Near the share at which the breaker opens.',
          next: 'Compare with Dependency Health, which counts every call.',
        },
        queries: {
          failures: range(
            q.aggregate('max', 'breaker.failure_ratio', { where, by: ['service'] }),
            '{{service}}',
            {
              quietWhenHealthy: true,
            },
          ),
        },
        dataLinks: errorLinks,
      }),
    ],
  };
}
