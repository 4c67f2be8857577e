import * as units from '@grafana/grafana-foundation-sdk/units';
import { latencyBoundSeconds, THRESHOLDS } from '../../../alerts';
import { ratio } from '../../../alerts/promql';
import { chosenLinks, errorLinks, routeLinks } from '../../kit/event-links';
import { top } from '../../kit/expressions';
import { tracesLink } from '../../kit/explore';
import { type PanelSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { duration, level, range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';
import { type Place } from './place';

// Every board with these panels has the variable for routes.
const where = { route: chosen('route') } as const;
const LINES = 8;

/** Requests that ended, each second, by status code. */
export function requestRate({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  const by = ['status_code'] as const;
  return rate({
    ...place,
    stacked: true,
    description: {
      shows: 'Requests that ended, each second, by status code.',
      bad: 'A fall to 0, a step that no campaign explains, or a growing part of 4xx or 5xx.',
      next: 'If 5xx grow, open failed traces; if 429 grow, look at the limits of the callers.',
    },
    queries: {
      requests: range(
        q.rate('http.requests', { where, by, window }),
        `{{${q.label('http.requests', 'status_code')}}}`,
      ),
    },
    dataLinks: [...links, ...chosenLinks],
  });
}

/** Quantiles of the time that a request takes. */
export function responseTime(
  { q, binding }: Sources,
  quantiles: readonly number[],
  { links = [], ...place }: Place,
): PanelSpec {
  const slow = latencyBoundSeconds(binding);
  const names = quantiles.map((p) => `p${p * 100}`);
  return duration({
    threshold: atMost(slow),
    alerts: ['GatewayHighLatencyP95'],
    ...place,
    description: {
      shows: `Time from the request head to the end of the answer: ${names.join(', ')}. Points are exemplars.`,
      bad: 'p95 above the red line; a p99 far above p95 hints at one route or one upstream.',
      next: 'Click an exemplar above the line and find the longest span of its trace.',
    },
    queries: Object.fromEntries(
      quantiles.map((p, index) => [
        names[index]!,
        range(q.quantile(p, 'http.request.duration', { where, window }), names[index]!),
      ]),
    ),
    dataLinks: [tracesLink('Slow traces', 'variable', [`duration>${slow}s`]), ...links, ...chosenLinks],
  });
}

/** Shares of requests that were answered with 4xx and with 5xx. */
export function errorClasses({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  const all = q.rate('http.requests', { where, window });
  const ofClass = (digit: number) => {
    const answered = { ...where, status_code: { regex: `${digit}..` } } as const;
    return range(ratio(q.rate('http.requests', { where: answered, window }), all), `${digit}xx`, {
      quietWhenHealthy: digit === 5,
    });
  };
  return share({
    threshold: atMost(THRESHOLDS.errorRatio),
    alerts: ['GatewayHighErrorRatio'],
    ...place,
    description: {
      shows: 'Share of requests that were answered with 4xx, and with 5xx.',
      bad: '5xx above the red line: the alert fires from there. 4xx that jump: a client is broken, or someone tries doors.',
      next: 'Open failed traces of a point and look for the span that failed first.',
    },
    queries: { client: ofClass(4), server: ofClass(5) },
    dataLinks: [...errorLinks, ...links],
  });
}

/** Bytes of bodies in and out, each second. */
export function throughput({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  return rate({
    ...place,
    unit: units.BytesPerSecondIEC,
    description: {
      shows: 'Bytes of bodies that came in and went out, each second.',
      bad: 'Bytes that grow faster than requests: bodies get larger.',
      next: 'See the sizes of bodies; choose a route to find the one that grew.',
    },
    queries: {
      in: range(q.rateOfSum('http.request.size', { where, window }), 'in'),
      out: range(q.rateOfSum('http.response.size', { where, window }), 'out'),
    },
    dataLinks: [...links, ...chosenLinks],
  });
}

/** Median and 95th percentile of the sizes of bodies. */
export function bodySizes({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  const sizes = (p: number) => ({
    [`in${p * 100}`]: range(q.quantile(p, 'http.request.size', { where, window }), `requests p${p * 100}`),
    [`out${p * 100}`]: range(q.quantile(p, 'http.response.size', { where, window }), `answers p${p * 100}`),
  });
  return level({
    ...place,
    unit: units.BytesIEC,
    idle: 'no events in range',
    description: {
      shows: 'Median and 95th percentile of the bodies of requests and answers.',
      bad: 'Bodies that grow from release to release: memory and time follow them.',
      next: 'Choose a route at the top; open traces of it.',
    },
    queries: { ...sizes(0.5), ...sizes(0.95) },
    dataLinks: [...links, ...chosenLinks],
  });
}

/** Requests that have begun and not yet ended, of the fullest routes. */
export function inProgress({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  const route = q.label('http.requests.in_flight_by_route', 'route');
  return level({
    ...place,
    unit: units.Short,
    description: {
      shows: `Requests that have begun and not yet ended, of the ${LINES} fullest routes.`,
      bad: 'A line that only rises: requests come in faster than they are answered, or they hang.',
      next: 'Compare with the latency of what stands behind; then with the event loop on the gateway overview.',
    },
    queries: {
      inProgress: range(
        top(LINES, q.aggregate('sum', 'http.requests.in_flight_by_route', { where, by: ['route'] })),
        `{{${route}}}`,
      ),
    },
    dataLinks: [...links, ...routeLinks(route)],
  });
}

/** Requests that the gateway failed, each second, by kind of error. */
export function errorKinds({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  return rate({
    ...place,
    unit: units.EventsPerSecond,
    stacked: true,
    description: {
      shows: 'Requests that the gateway failed, each second, by kind of error.',
      bad: 'A kind that was not there before.',
      next: 'Open failed traces: the span that failed first has the same kind.',
    },
    queries: {
      errors: range(
        q.rate('http.errors', { where, by: ['error_type'], window }),
        `{{${q.label('http.errors', 'error_type')}}}`,
        { quietWhenHealthy: true },
      ),
    },
    dataLinks: [...errorLinks, ...links],
  });
}

/** Open client connections by service. */
export function httpConnections({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  return level({
    ...place,
    unit: units.Short,
    description: {
      shows: 'Open client connections, idle ones included, by service.',
      bad: 'A rise without more requests: clients do not close connections. It ends at the limit of file descriptors.',
      next: 'Compare with the request rate; look at the pool settings of the clients.',
    },
    queries: {
      connections: range(q.aggregate('sum', 'http.connections.active', { by: ['service'] }), '{{service}}'),
    },
    dataLinks: [...links, ...chosenLinks],
  });
}
