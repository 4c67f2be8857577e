import * as units from '@grafana/grafana-foundation-sdk/units';
import { failedOutcomes } from '../../../instrumentation/contract';
import { latencyBoundSeconds, THRESHOLDS } from '../../../alerts';
import { ratio } from '../../../alerts/promql';
import { top } from '../../kit/expressions';
import { type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW, RATE_WINDOW, chosenRoutes as where } from '../../kit/scope';
import { duration, instant, range, rate, share, table } from '../../kit/signals';
import { routeLinks } from '../../kit/event-links';
import { type Sources } from '../../kit/sources';

// More lines than this cannot be told apart on one panel; the table has more.
const LINES = 10;
const TABLE_ROWS = 25;

/** The same signals for each route template: which part of the API is it? */
export function routes({ q, binding }: Sources): RowSpec {
  const route = q.label('http.requests', 'route');
  const legend = `{{${route}}}`;
  const slow = latencyBoundSeconds(binding);
  const over = (window: string) => ({ where, by: ['route'], window }) as const;
  const requests = (window: string) => q.rate('http.requests', over(window));
  const failed = { ...where, outcome: { oneOf: failedOutcomes(binding) } } as const;
  const errors = (window: string) =>
    ratio(q.rate('http.requests', { ...over(window), where: failed }), requests(window));
  const p95 = (window: string) => q.quantile(0.95, 'http.request.duration', over(window));
  return {
    id: 3,
    title: 'By route',
    panels: [
      rate({
        id: 301,
        title: 'Rate by route',
        width: 8,
        description: {
          shows: `Requests a second of the ${LINES} busiest route templates.`,
          bad: '"unmatched" among the busiest: clients call paths that do not exist, or a scan is under way. "other": more routes than the cap.',
          next: 'Open traces of the route; for "other" look at Folded into other.',
        },
        queries: { rate: range(top(LINES, requests(RATE_WINDOW)), legend) },
        dataLinks: routeLinks(route),
      }),
      share({
        id: 302,
        title: 'Error ratio by route',
        width: 8,
        description: {
          shows: `Share of failed requests (5xx, an answer broken off, a timeout) of the ${LINES} worst route templates.`,
          bad: 'One route far above the others: its handler or its upstream fails. All alike: something that they share does.',
          next: 'Open failed traces of the route and look for the span that failed first.',
        },
        queries: { errors: range(top(LINES, errors(RATE_WINDOW)), legend, { quietWhenHealthy: true }) },
        threshold: { value: THRESHOLDS.errorRatio, bad: 'above' },
        dataLinks: routeLinks(route, ['status=error']),
      }),
      duration({
        id: 303,
        title: 'p95 duration by route',
        width: 8,
        description: {
          shows: `95th percentile of request duration of the ${LINES} slowest route templates. Points are exemplars.`,
          bad: 'Above the line.',
          next: 'Click an exemplar, or open slow traces of the route, and find the longest span.',
        },
        queries: { p95: range(top(LINES, p95(RATE_WINDOW)), legend) },
        threshold: { value: slow, bad: 'above' },
        dataLinks: routeLinks(route, [`duration>${slow}s`]),
      }),
      table({
        id: 304,
        title: 'Top routes',
        width: 24,
        description: {
          shows: `The ${TABLE_ROWS} busiest route templates over the whole range of the board.`,
          bad: 'A busy route with errors or a long p95: it costs the most users.',
          next: 'Choose the route in the variable at the top: the golden signals then show it alone.',
        },
        queries: {
          rate: instant(top(TABLE_ROWS, requests(RANGE_WINDOW))),
          errors: instant(errors(RANGE_WINDOW)),
          p95: instant(p95(RANGE_WINDOW)),
        },
        idle: 'no events in range',
        joinBy: route,
        columns: [
          { field: route, title: 'Route' },
          { field: 'Value #rate', title: 'Requests', unit: units.RequestsPerSecond },
          { field: 'Value #errors', title: 'Error ratio', unit: units.PercentUnit },
          { field: 'Value #p95', title: 'p95', unit: units.Seconds },
        ],
        dataLinks: routeLinks(route).slice(1),
      }),
    ],
  };
}
