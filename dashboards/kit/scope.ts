import { anyOf, type TargetMatch } from '../../alerts/promql';

/**
 * The gateways that the board's variables choose.
 * @param jobs scrape jobs of the gateways, at least one
 */
export function chosenGateways(jobs: readonly string[]): TargetMatch {
  return {
    job: anyOf(jobs),
    environment: { regex: '$environment' },
    service: { regex: '$service' },
  };
}

/** The routes that the board's variable chooses, for metrics with a route label. */
export const chosenRoutes = { route: { regex: '$route' } } as const;

/** Window of rates that are drawn as lines: at least four scrapes, and never less than a pixel. */
export const RATE_WINDOW = '$__rate_interval';

/** Window of numbers that stand for the whole range of the board. */
export const RANGE_WINDOW = '$__range';
