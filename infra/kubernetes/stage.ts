import type { KubernetesObject } from './object';

const FIRST: readonly string[] = ['Namespace', 'PriorityClass'];
const BEFORE_PODS: readonly string[] = [
  'ClusterRole',
  'ClusterRoleBinding',
  'ConfigMap',
  'NetworkPolicy',
  'Role',
  'RoleBinding',
  'Secret',
  'ServiceAccount',
];

/**
 * When an object is to be made: 0 what others live in, 1 what pods read, run as or are admitted by, 2 all else. A pod
 * without its account is refused, and tried again ever more slowly.
 */
export function stage({ kind }: Pick<KubernetesObject, 'kind'>): 0 | 1 | 2 {
  if (FIRST.includes(kind)) return 0;
  return BEFORE_PODS.includes(kind) ? 1 : 2;
}
