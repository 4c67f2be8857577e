import * as units from '@grafana/grafana-foundation-sdk/units';
import { latencyBoundSeconds, THRESHOLDS } from '../../../alerts';
import { ratio } from '../../../alerts/promql';
import { chosenLinks, errorLinks, routeLinks } from '../../kit/event-links';
import { top } from '../../kit/expressions';
import { tracesLink } from '../../kit/explore';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window, chosenRoutes as where } from '../../kit/scope';
import { duration, heatmap, level, range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';

const ROUTES = 8;

/** The golden signals of the HTTP side. */
export function users({ q, binding }: Sources): RowSpec {
  const slow = latencyBoundSeconds(binding);
  const route = q.label('http.requests.in_flight_by_route', 'route');
  const code = q.label('http.requests', 'status_code');
  const all = q.rate('http.requests', { where, window });
  const ofClass = (digit: number) =>
    range(
      ratio(
        q.rate('http.requests', { where: { ...where, status_code: { regex: `${digit}..` } }, window }),
        all,
      ),
      `${digit}xx`,
      { quietWhenHealthy: digit === 5 },
    );
  const latency = (p: number) =>
    range(q.quantile(p, 'http.request.duration', { where, window }), `p${p * 100}`);
  const sizes = (p: number) => ({
    [`in${p * 100}`]: range(q.quantile(p, 'http.request.size', { where, window }), `requests p${p * 100}`),
    [`out${p * 100}`]: range(q.quantile(p, 'http.response.size', { where, window }), `answers p${p * 100}`),
  });
  return {
    id: 1,
    title: 'Users',
    panels: [
      duration({
        id: 101,
        title: 'User latency',
        width: 12,
        description: {
          shows:
            'Time from the request head to the end of the answer: median, 95th and 99th percentile. Points are exemplars.',
          bad: 'p95 above the red line. Streams are part of it: their length is the answer, not a delay.',
          next: 'Click an exemplar; then Time to first token below, and the board of providers.',
        },
        queries: { p50: latency(0.5), p95: latency(0.95), p99: latency(0.99) },
        threshold: atMost(slow),
        alerts: ['GatewayHighLatencyP95'],
        dataLinks: [
          tracesLink('Slow traces', 'variable', [`duration>${slow}s`]),
          boardLink('Providers', 'llmProviders'),
          ...chosenLinks,
        ],
      }),
      heatmap({
        id: 102,
        title: 'User latency, distribution',
        width: 12,
        unit: units.Seconds,
        description: {
          shows: 'How many requests took how long, over time. Points are exemplars.',
          bad: 'A band that moves up: all requests got slower. A second band: some take another way.',
          next: 'Click a point in the upper band to open its trace.',
        },
        queries: { latency: range(q.buckets('http.request.duration', { where, window }), '{{le}}') },
        dataLinks: chosenLinks,
      }),
      rate({
        id: 103,
        title: 'Request rate',
        width: 12,
        stacked: true,
        description: {
          shows: 'Requests that ended, each second, by status code.',
          bad: 'A fall to 0, a step that no campaign explains, or a growing part of 4xx or 5xx.',
          next: 'If 5xx grow, go on with Error rate; if 429 grow, with the limits of the caller.',
        },
        queries: {
          requests: range(q.rate('http.requests', { where, by: ['status_code'], window }), `{{${code}}}`),
        },
        dataLinks: chosenLinks,
      }),
      share({
        id: 104,
        title: 'Error rate',
        width: 12,
        description: {
          shows: 'Share of requests that were answered with 4xx, and with 5xx.',
          bad: '5xx above the red line: the alert fires from there.',
          next: 'Open failed traces; if providers fail, their board says which.',
        },
        queries: { client: ofClass(4), server: ofClass(5) },
        threshold: atMost(THRESHOLDS.errorRatio),
        alerts: ['GatewayHighErrorRatio'],
        dataLinks: [...errorLinks, boardLink('Providers', 'llmProviders')],
      }),
      level({
        id: 105,
        title: 'Requests in progress',
        width: 8,
        unit: units.Short,
        description: {
          shows: `Requests that have begun and not yet ended, of the ${ROUTES} fullest routes.`,
          bad: 'A line that only rises: requests come in faster than providers answer.',
          next: 'Compare with the latency of providers; then with the event loop on the gateway overview.',
        },
        queries: {
          inProgress: range(
            top(ROUTES, q.aggregate('sum', 'http.requests.in_flight_by_route', { where, by: ['route'] })),
            `{{${route}}}`,
          ),
        },
        dataLinks: [boardLink('Gateway overview', 'gatewayOverview'), ...routeLinks(route)],
      }),
      rate({
        id: 106,
        title: 'Bandwidth',
        width: 8,
        unit: units.BytesPerSecondIEC,
        description: {
          shows: 'Bytes of bodies that came in and went out, each second.',
          bad: 'Out that grows faster than requests: answers get longer, and so does what they cost.',
          next: 'Compare with Payload sizes and with Tokens by direction.',
        },
        queries: {
          in: range(q.rateOfSum('http.request.size', { where, window }), 'in'),
          out: range(q.rateOfSum('http.response.size', { where, window }), 'out'),
        },
        dataLinks: chosenLinks,
      }),
      level({
        id: 107,
        title: 'Payload sizes',
        width: 8,
        unit: units.BytesIEC,
        idle: 'no events in range',
        description: {
          shows: 'Median and 95th percentile of the bodies of requests and answers.',
          bad: 'Requests that grow from release to release: prompts carry more context than models need.',
          next: 'Choose a route at the top; open traces of it.',
        },
        queries: { ...sizes(0.5), ...sizes(0.95) },
        dataLinks: chosenLinks,
      }),
    ],
  };
}
