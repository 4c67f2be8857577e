import { latencyBoundSeconds, THRESHOLDS } from '../../../alerts';
import { ratio } from '../../../alerts/promql';
import { logsLink, tracesLink } from '../../kit/explore';
import { ERROR_LEVELS } from '../../kit/logql';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { duration, range, rate, share } from '../../kit/signals';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { type Sources } from '../../kit/sources';

// `none` is a call that got no answer: refused, reset or timed out. The upstream's alert counts the same.
const FAILED = '5..|none';

/** The calls that the gateway makes: is it the gateway, or what stands behind it? */
export function upstream({ q, binding }: Sources): RowSpec {
  const slow = latencyBoundSeconds(binding);
  const legend = `{{${q.label('http.client.request.duration', 'server_address')}}}`;
  const over = { by: ['server_address'], window } as const;
  const calls = q.rate('http.client.request.duration', over);
  const failed = q.rate('http.client.request.duration', {
    ...over,
    where: { status_code: { regex: FAILED } },
  });
  return {
    id: 4,
    title: 'Upstreams',
    panels: [
      rate({
        id: 401,
        title: 'Upstream calls',
        width: 8,
        description: {
          shows: 'Calls to upstreams that ended, each second, by upstream.',
          bad: 'More than the gateway has requests: retries multiply. A fall to 0: the gateway no longer reaches it.',
          next: 'Compare with Requests by outcome; open traces to see the attempts of one request.',
        },
        queries: { calls: range(calls, legend) },
        dataLinks: chosenLinks,
      }),
      share({
        id: 402,
        title: 'Upstream errors',
        width: 8,
        description: {
          shows: 'Share of calls that got no answer or 5xx, by upstream.',
          bad: 'Above the line: the alert fires from there.',
          next: 'Open failed traces; if the gateway hides the failure by a retry, Error ratio stays low while this rises.',
        },
        queries: { errors: range(ratio(failed, calls), legend, { quietWhenHealthy: true }) },
        threshold: { value: THRESHOLDS.upstreamErrorRatio, bad: 'above' },
        alerts: ['GatewayUpstreamHighErrorRatio'],
        dataLinks: errorLinks,
      }),
      duration({
        id: 403,
        title: 'p95 upstream duration',
        width: 8,
        description: {
          shows:
            '95th percentile of the time from sending a request to the end of its answer, by upstream. Points are exemplars.',
          bad: "Near or above the line, which is the bound of the gateway's own answers.",
          next: 'If this rises with Request duration, the upstream is slow; if only the latter does, the gateway is.',
        },
        queries: { p95: range(q.quantile(0.95, 'http.client.request.duration', over), legend) },
        threshold: { value: slow, bad: 'above' },
        dataLinks: [
          tracesLink('Slow traces', 'variable', [`duration>${slow}s`]),
          logsLink('Error logs', 'variable', ERROR_LEVELS),
        ],
      }),
    ],
  };
}
