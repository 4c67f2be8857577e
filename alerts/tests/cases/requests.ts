import type { ShareSpec } from '../kinds';
import { type SeriesBuilder, serviceOf, type Target } from '../series';
import { counter, type Phase } from '../values';

/** Failed requests among all, for rules about the share of them. */
export function requestShare(s: SeriesBuilder): Pick<ShareSpec, 'labels' | 'part' | 'rest'> {
  const request = (target: Target, isFailed: boolean, phases: readonly Phase[]) => [
    s.series(
      'http.requests',
      {
        method: 'GET',
        route: '/orders',
        status_code: isFailed ? '500' : '200',
        outcome: isFailed ? 'server_error' : 'ok',
      },
      target,
      counter(...phases),
    ),
  ];
  return {
    labels: serviceOf,
    part: (target, phases) => request(target, true, phases),
    rest: (target, phases) => request(target, false, phases),
  };
}
