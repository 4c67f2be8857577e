import { failedOutcomes } from '../../../instrumentation/contract';
import { latencyBoundSeconds, THRESHOLDS } from '../../../alerts';
import { ratio } from '../../../alerts/promql';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { tracesLink } from '../../kit/explore';
import { type RowSpec } from '../../kit/panel';
import { chosenRoutes as where, RATE_WINDOW as window } from '../../kit/scope';
import { duration, level, range, rate, share } from '../../kit/signals';
import { chosenLinks, errorLinks, serviceLinks } from '../../kit/event-links';
import { type Sources } from '../../kit/sources';

/** Rate, errors, duration and load, as callers of the gateway notice them. */
export function golden({ q, binding }: Sources): RowSpec {
  // A preset without the outcome tells it by the status code.
  const ending = q.carries('http.requests', 'outcome') ? 'outcome' : 'status_code';
  const slow = latencyBoundSeconds(binding);
  const over = { where, by: ['service'], window } as const;
  const failed = { ...over, where: { ...where, outcome: { oneOf: failedOutcomes(binding) } } } as const;
  const quantile = (p: number) =>
    range(q.quantile(p, 'http.request.duration', { where, window }), `p${p * 100}`);
  return {
    id: 2,
    title: 'Golden signals',
    panels: [
      rate({
        id: 201,
        title: 'Requests by outcome',
        width: 12,
        stacked: true,
        description: {
          shows: 'Requests that ended, each second, by how they ended.',
          bad: 'A step that no deployment or campaign explains, a fall to 0, or a growing share of errors.',
          next: 'If errors grow, go on with Error ratio; if the rate fell, look at Targets up and at what stands before the gateway.',
        },
        queries: {
          requests: range(
            q.rate('http.requests', { where, by: [ending], window }),
            `{{${q.label('http.requests', ending)}}}`,
          ),
        },
        dataLinks: chosenLinks,
      }),
      share({
        id: 202,
        title: 'Error ratio',
        width: 12,
        description: {
          shows: 'Share of requests that failed (5xx, an answer broken off, a timeout), by service.',
          bad: 'Above the line: the alert fires from there.',
          next: 'Open failed traces of a point, then Error ratio by route, then Upstream errors.',
        },
        queries: {
          errors: range(
            ratio(q.rate('http.requests', failed), q.rate('http.requests', over)),
            '{{service}}',
            {
              quietWhenHealthy: true,
            },
          ),
        },
        threshold: { value: THRESHOLDS.errorRatio, bad: 'above' },
        alerts: ['GatewayHighErrorRatio'],
        dataLinks: errorLinks,
      }),
      duration({
        id: 203,
        title: 'Request duration',
        width: 12,
        description: {
          shows:
            'Time from the request head to the end of the response: median, 95th and 99th percentile. Points are exemplars.',
          bad: 'p95 above the line; p99 that leaves p50 behind hints at one route, one upstream or a blocked event loop.',
          next: 'Click an exemplar above the line to open its trace; then p95 by route and Event loop lag.',
        },
        queries: { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) },
        threshold: { value: slow, bad: 'above' },
        alerts: ['GatewayHighLatencyP95'],
        dataLinks: [tracesLink('Slow traces', 'variable', [`duration>${slow}s`]), ...chosenLinks],
      }),
      level({
        id: 204,
        title: 'Requests in flight',
        width: 12,
        unit: units.Short,
        description: {
          shows: 'Requests that have begun and not yet ended, by service.',
          bad: 'A line that only rises: requests are taken in faster than they are finished, or they hang.',
          next: 'Compare with Upstream duration; if upstreams are well, look at Event loop lag.',
        },
        queries: {
          inFlight: range(q.aggregate('sum', 'http.requests.in_flight', { by: ['service'] }), '{{service}}'),
        },
        dataLinks: serviceLinks,
      }),
    ],
  };
}
