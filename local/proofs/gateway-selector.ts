import { anyOf, matchers } from '../../alerts/promql';
import type { BoundFamily } from '../../instrumentation/contract';
import type { RunningStack } from '../running-stack';

/** Matchers for the series of a family that the example's gateway exposes, as `{job="…",service="…"}`. */
export function gatewaySelector(
  { gatewayJobs, services }: Pick<RunningStack, 'gatewayJobs' | 'services'>,
  family?: BoundFamily,
): string {
  // A metric's own label of that name hides the one of the target.
  const isHidden = family !== undefined && Object.values(family.labels).includes('service');
  return matchers([
    ['job', anyOf(gatewayJobs)],
    ...(isHidden ? [] : ([['service', services.gateway]] as const)),
  ]);
}
