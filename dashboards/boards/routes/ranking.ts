import * as units from '@grafana/grafana-foundation-sdk/units';
import { latencyBoundSeconds, THRESHOLDS } from '../../../alerts';
import { routeLinks } from '../../kit/event-links';
import { top } from '../../kit/expressions';
import { boardLink, OF_CELL } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW as window } from '../../kit/scope';
import { bars, instant, table } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { byRoute } from './by-route';

const BARS = 10;
const TABLE_ROWS = 50;

/** Which routes are worst over the whole range of the board. */
export function ranking(sources: Sources): RowSpec {
  const { label, requests, errors, quantile } = byRoute(sources);
  const legend = `{{${label}}}`;
  const dataLinks = routeLinks(label);
  return {
    id: 2,
    title: 'Worst routes of the range',
    panels: [
      bars({
        id: 201,
        title: 'Slowest',
        width: 12,
        unit: units.Seconds,
        idle: 'no events in range',
        description: {
          shows: `95th percentile of the ${BARS} slowest route templates over the whole range.`,
          bad: 'A bar in red: beyond the bound at which latency alerts.',
          next: 'Open traces of the route; a slow route that nobody calls can wait, see Requests in the table.',
        },
        queries: { p95: instant(top(BARS, quantile(0.95, window)), legend) },
        threshold: { value: latencyBoundSeconds(sources.binding), bad: 'above' },
        dataLinks,
      }),
      bars({
        id: 202,
        title: 'Most failing',
        width: 12,
        unit: units.PercentUnit,
        idle: 'no events in range',
        description: {
          shows: `Share of failed requests of the ${BARS} worst route templates over the whole range.`,
          bad: 'A bar in red: beyond the share at which errors alert.',
          next: 'Open failed traces of the route and look for the span that failed first.',
        },
        queries: { errors: { ...instant(top(BARS, errors(window)), legend), quietWhenHealthy: true } },
        threshold: { value: THRESHOLDS.errorRatio, bad: 'above' },
        dataLinks: routeLinks(label, ['status=error']),
      }),
      table({
        id: 203,
        title: 'Routes',
        width: 24,
        height: 12,
        idle: 'no events in range',
        description: {
          shows: `The ${TABLE_ROWS} busiest route templates over the whole range.`,
          bad: 'A busy route with errors or a long p99: it costs the most users.',
          next: 'Click the route: the overview then shows it alone.',
        },
        queries: {
          rate: instant(top(TABLE_ROWS, requests(window))),
          errors: instant(errors(window)),
          p50: instant(quantile(0.5, window)),
          p95: instant(quantile(0.95, window)),
          p99: instant(quantile(0.99, window)),
        },
        joinBy: label,
        columns: [
          {
            field: label,
            title: 'Route',
            links: [boardLink('Overview of this route', 'gatewayOverview', { route: OF_CELL })],
          },
          { field: 'Value #rate', title: 'Requests', unit: units.RequestsPerSecond, bar: true },
          { field: 'Value #errors', title: 'Error ratio', unit: units.PercentUnit },
          { field: 'Value #p50', title: 'p50', unit: units.Seconds },
          { field: 'Value #p95', title: 'p95', unit: units.Seconds },
          { field: 'Value #p99', title: 'p99', unit: units.Seconds },
        ],
        dataLinks: dataLinks.slice(1),
      }),
    ],
  };
}
