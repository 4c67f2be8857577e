import { PART_OF } from './labels';
import type { KubernetesObject } from './object';

export interface PriorityClass extends KubernetesObject {
  readonly kind: 'PriorityClass';
  readonly value: number;
  readonly globalDefault: false;
  readonly preemptionPolicy: 'Never';
  readonly description: string;
}

/** Above the default of 0, far below the classes of the cluster itself (from 2,000,000,000). */
const VALUE = 1000;

/** Name of the stack's PriorityClass. It is cluster-scoped, and a cluster may hold several stacks. */
export function priorityClassName(namespace: string): string {
  return `gatewatch-${namespace}`;
}

/**
 * Pods of the stack are scheduled before, and evicted after, those without a class: who looks at an outage needs them.
 * They displace nobody: a gateway counts for more than its observer.
 */
export function priorityClass(namespace: string): PriorityClass {
  return {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: priorityClassName(namespace), labels: PART_OF },
    value: VALUE,
    globalDefault: false,
    preemptionPolicy: 'Never',
    description: 'Observability stack: scheduled early, displaces nobody.',
  };
}
