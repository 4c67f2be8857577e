import { latencyBoundSeconds, THRESHOLDS } from '../../../alerts';
import { ratio } from '../../../alerts/promql';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { type PanelSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { duration, range, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';
import { type Place } from './place';

// `none` is a call that got no answer: refused, reset or timed out. The upstream's alert counts the same.
const FAILED = '5..|none';
const METRIC = 'http.client.request.duration';
const over = { by: ['server_address'], window } as const;

/** Share of the calls to each upstream that got no answer or 5xx. */
export function upstreamErrors({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  const failed = q.rate(METRIC, { ...over, where: { status_code: { regex: FAILED } } });
  return share({
    ...place,
    description: {
      shows: 'Share of the calls to each service behind the gateway that got no answer or 5xx.',
      bad: 'Above the red line: the alert fires from there.',
      next: 'Open failed traces; the breaker of that service says whether it is still called.',
    },
    queries: {
      failed: range(ratio(failed, q.rate(METRIC, over)), `{{${q.label(METRIC, 'server_address')}}}`, {
        quietWhenHealthy: true,
      }),
    },
    threshold: atMost(THRESHOLDS.upstreamErrorRatio),
    alerts: ['GatewayUpstreamHighErrorRatio'],
    dataLinks: [...errorLinks, ...links],
  });
}

/** 95th percentile of the time that calls to each upstream take. */
export function upstreamDuration({ q, binding }: Sources, { links = [], ...place }: Place): PanelSpec {
  return duration({
    ...place,
    description: {
      shows:
        '95th percentile of the time from a call to the end of its answer, by service behind the gateway. Points are exemplars.',
      bad: 'Near or above the red line, which is the bound of the answers of the gateway itself.',
      next: 'Click an exemplar: its trace goes on into the service.',
    },
    queries: { p95: range(q.quantile(0.95, METRIC, over), `{{${q.label(METRIC, 'server_address')}}}`) },
    threshold: atMost(latencyBoundSeconds(binding)),
    dataLinks: [...links, ...chosenLinks],
  });
}
