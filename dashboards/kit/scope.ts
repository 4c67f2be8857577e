import { GATEWAY_JOB } from '../../instrumentation/contract';

/** Matchers for the gateways that the board's variables choose. */
export const gatewayScope = {
  job: GATEWAY_JOB,
  environment: { regex: '$environment' },
  service: { regex: '$service' },
} as const;

/** The same, for metrics with a route label. */
export const routeScope = { ...gatewayScope, route: { regex: '$route' } } as const;

/** Window of rates that are drawn as lines: at least four scrapes, and never less than a pixel. */
export const RATE_WINDOW = '$__rate_interval';

/** Window of numbers that stand for the whole range of the board. */
export const RANGE_WINDOW = '$__range';
