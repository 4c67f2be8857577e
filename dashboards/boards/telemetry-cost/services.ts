import * as units from '@grafana/grafana-foundation-sdk/units';
import { type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW as window } from '../../kit/scope';
import { instant, table } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { OF_CELL } from '../../kit/links';
import { BOARDS } from '../../../instrumentation/contract';
import { stackLinks } from './links';

/** Who pays for what. */
export function services({ gateways }: Sources): RowSpec {
  const by = ['service'] as const;
  const url = `/d/${BOARDS.gatewayOverview.uid}?from=\${__from}&to=\${__to}&var-service=${OF_CELL}`;
  return {
    id: 3,
    title: 'By service',
    panels: [
      table({
        id: 301,
        title: 'Telemetry of each service',
        width: 24,
        description: {
          shows:
            'Series now, and spans, log records and requests each second over the whole range, by service.',
          bad: 'A service with little traffic and much telemetry.',
          next: 'Click the service for its overview; then lower its levels, labels or share of traces.',
        },
        queries: {
          series: instant(gateways.aggregate('sum', 'prometheus.scrape.samples', { by })),
          spans: instant(gateways.rate('export.ended', { where: { signal: 'traces' }, by, window })),
          records: instant(gateways.rate('export.ended', { where: { signal: 'logs' }, by, window })),
          requests: instant(gateways.rate('http.requests', { by, window })),
        },
        joinBy: 'service',
        columns: [
          {
            field: 'service',
            title: 'Service',
            links: [{ title: 'Overview of this service', url, board: 'gatewayOverview' }],
          },
          { field: 'Value #series', title: 'Series', unit: units.Short, bar: true },
          { field: 'Value #spans', title: 'Spans', unit: units.EventsPerSecond },
          { field: 'Value #records', title: 'Log records', unit: units.EventsPerSecond },
          { field: 'Value #requests', title: 'Requests', unit: units.RequestsPerSecond },
        ],
        dataLinks: stackLinks,
      }),
    ],
  };
}
