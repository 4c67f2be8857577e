import * as units from '@grafana/grafana-foundation-sdk/units';
import { latencyBoundSeconds, THRESHOLDS } from '../../../alerts';
import { routeLinks } from '../../kit/event-links';
import { top } from '../../kit/expressions';
import { boardLink, ofSeries } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { chosenRoutes as where, RATE_WINDOW as window } from '../../kit/scope';
import { duration, heatmap, range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { tracesLink } from '../../kit/explore';
import { byRoute } from './by-route';

// More lines than this cannot be told apart on one panel; the table has more.
const LINES = 10;

/** Rate, errors, duration of each route over time. */
export function red(sources: Sources): RowSpec {
  const { q, binding } = sources;
  const { label, requests, errors, quantile } = byRoute(sources);
  const legend = `{{${label}}}`;
  const slow = latencyBoundSeconds(binding);
  const toOverview = boardLink('Overview of this route', 'gatewayOverview', { route: ofSeries(label) });
  return {
    id: 1,
    title: 'Rate, errors, duration',
    panels: [
      rate({
        id: 101,
        title: 'Requests by route',
        width: 12,
        stacked: true,
        description: {
          shows: `Requests that ended, each second, of the ${LINES} busiest route templates.`,
          bad: 'A route that vanishes, or one that pushes all others aside. "unmatched" among the busiest: a scan, or a client that is wrong.',
          next: 'Open traces of the route; for "unmatched" see Scanners on the board of security.',
        },
        queries: { rate: range(top(LINES, requests(window)), legend) },
        dataLinks: [toOverview, ...routeLinks(label)],
      }),
      share({
        id: 102,
        title: 'Error ratio by route',
        width: 12,
        description: {
          shows: `Share of failed requests (5xx, an answer broken off, a timeout) of the ${LINES} worst route templates.`,
          bad: 'One route far above the others: its handler or its upstream fails. All alike: something that they share does.',
          next: 'Open failed traces of the route and look for the span that failed first.',
        },
        queries: { errors: range(top(LINES, errors(window)), legend, { quietWhenHealthy: true }) },
        threshold: { value: THRESHOLDS.errorRatio, bad: 'above' },
        dataLinks: [...routeLinks(label, ['status=error']), toOverview],
      }),
      duration({
        id: 103,
        title: 'p95 duration by route',
        width: 12,
        description: {
          shows: `95th percentile of the duration of requests, of the ${LINES} slowest route templates. Points are exemplars.`,
          bad: 'A route above the line: the one that makes the alert fire.',
          next: 'Open a slow trace of the route: is it the upstream, the database or the gateway itself?',
        },
        queries: { p95: range(top(LINES, quantile(0.95, window)), legend) },
        threshold: { value: slow, bad: 'above' },
        dataLinks: [...routeLinks(label, [`duration>${slow}s`]), toOverview],
      }),
      heatmap({
        id: 104,
        title: 'Durations',
        width: 12,
        unit: units.Seconds,
        description: {
          shows:
            'How many requests of the chosen routes fell into each bucket of duration, over time. Points are exemplars.',
          bad: 'A second band above the usual one: some requests take another way, such as a timeout and a retry.',
          next: 'Choose one route at the top; open the trace of an exemplar in the upper band.',
        },
        queries: { buckets: range(q.buckets('http.request.duration', { where, window }), '{{le}}') },
        dataLinks: [tracesLink('Slow traces', 'variable', [`duration>${slow}s`])],
      }),
    ],
  };
}
