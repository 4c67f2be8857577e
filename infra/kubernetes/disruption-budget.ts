import { type Component, SERVICE_NAMES } from '../model/endpoints';
import { labelsOf } from './labels';
import type { Labels, PodDisruptionBudget } from './object';
import type { Named } from './workload';

/**
 * Lets a node drain take one replica at a time. With a single replica there is none: it would only block the drain.
 */
export function disruptionBudget(
  component: Component,
  namespace: string,
  replicas: number,
  selector: Labels,
): PodDisruptionBudget[] {
  const named = { name: SERVICE_NAMES[component], namespace, labels: labelsOf(component) };
  return namedDisruptionBudget(named, replicas, selector);
}

/** The same for what is no component of the stack. */
export function namedDisruptionBudget(
  metadata: Named,
  replicas: number,
  selector: Labels,
): PodDisruptionBudget[] {
  if (replicas < 2) return [];
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: selector },
      },
    },
  ];
}
