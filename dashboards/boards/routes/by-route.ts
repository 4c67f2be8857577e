import { type Expression, ratio } from '../../../alerts/promql';
import { failedOutcomes } from '../../../instrumentation/contract';
import { chosenRoutes as where } from '../../kit/scope';
import { type Sources } from '../../kit/sources';

/** What a board says about routes, each by route, for a window. */
export interface ByRoute {
  /** Exposed name of the route label. */
  readonly label: string;
  readonly requests: (window: string) => Expression;
  /** Share of requests that failed, 0..1. */
  readonly errors: (window: string) => Expression;
  readonly quantile: (q: number, window: string) => Expression;
}

/** The signals of the chosen routes. */
export function byRoute({ q, binding }: Pick<Sources, 'q' | 'binding'>): ByRoute {
  const over = (window: string) => ({ where, by: ['route'], window }) as const;
  const failed = { ...where, outcome: { oneOf: failedOutcomes(binding) } } as const;
  return {
    label: q.label('http.requests', 'route'),
    requests: (window) => q.rate('http.requests', over(window)),
    errors: (window) =>
      ratio(
        q.rate('http.requests', { ...over(window), where: failed }),
        q.rate('http.requests', over(window)),
      ),
    quantile: (share, window) => q.quantile(share, 'http.request.duration', over(window)),
  };
}
