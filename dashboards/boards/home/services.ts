import * as units from '@grafana/grafana-foundation-sdk/units';
import { ratio } from '../../../alerts/promql';
import { BOARDS, failedOutcomes } from '../../../instrumentation/contract';
import { boardLink, OF_CELL } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { instant, states, range, table } from '../../kit/signals';
import { type Sources } from '../../kit/sources';

/** Every service of the environment at a glance. */
export function services({ q, binding }: Sources): RowSpec {
  const by = ['service'] as const;
  const requests = q.rate('http.requests', { by, window });
  const failed = q.rate('http.requests', {
    where: { outcome: { oneOf: failedOutcomes(binding) } },
    by,
    window,
  });
  const overview = `/d/${BOARDS.gatewayOverview.uid}?from=\${__from}&to=\${__to}&\${environment:queryparam}&var-service=${OF_CELL}`;
  return {
    id: 2,
    title: 'Services of the environment',
    panels: [
      table({
        id: 201,
        title: 'Services',
        width: 24,
        description: {
          shows:
            'Each service now: processes that answer, requests, failures, duration, and how full its processes are.',
          bad: 'A service with failures or a long p95 and a busy event loop; fewer processes than you run.',
          next: 'Click the service for its overview.',
        },
        idle: 'no events in range',
        queries: {
          up: instant(q.aggregate('sum', 'prometheus.up', { by })),
          requests: instant(requests),
          errors: instant(ratio(failed, requests)),
          p95: instant(q.quantile(0.95, 'http.request.duration', { by, window })),
          lag: instant(q.aggregate('max', 'runtime.eventloop.lag.p99', { by })),
          memory: instant(q.aggregate('max', 'process.memory.resident', { by })),
        },
        joinBy: 'service',
        columns: [
          {
            field: 'service',
            title: 'Service',
            links: [{ title: 'Overview of this service', url: overview, board: 'gatewayOverview' }],
          },
          { field: 'Value #up', title: 'Answer', unit: units.Short },
          { field: 'Value #requests', title: 'Requests', unit: units.RequestsPerSecond },
          { field: 'Value #errors', title: 'Error ratio', unit: units.PercentUnit },
          { field: 'Value #p95', title: 'p95', unit: units.Seconds },
          { field: 'Value #lag', title: 'Event loop lag p99', unit: units.Seconds },
          { field: 'Value #memory', title: 'Memory', unit: units.BytesIEC },
        ],
        dataLinks: [boardLink('Routes', 'routes')],
      }),
      states({
        id: 202,
        title: 'Availability of services',
        width: 24,
        height: 6,
        description: {
          shows: 'Whether every process of a service could be read, over time.',
          bad: 'A red stretch: a process was gone; what it counted since its last scrape is lost.',
          next: 'Open the overview in that range: restarts are among the annotations.',
        },
        queries: { up: range(q.aggregate('min', 'prometheus.up', { by }), '{{service}}') },
        valueTexts: { 0: { text: 'down', color: 'red' }, 1: { text: 'up', color: 'green' } },
        alerts: ['GatewayDown'],
        dataLinks: [boardLink('Overview', 'gatewayOverview')],
      }),
    ],
  };
}
