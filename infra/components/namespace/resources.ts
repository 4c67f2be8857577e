import { PART_OF } from '../../kubernetes/labels';
import type { KubernetesObject } from '../../kubernetes/object';
import { priorityClass } from '../../kubernetes/priority';
import type { StackModel } from '../../model/stack';

/** Pod Security level that the API server enforces on every pod of the stack. */
const LEVEL = 'restricted';

/** The stack's namespace, and the priority of its pods. */
export function namespaceObjects({ config }: StackModel): KubernetesObject[] {
  const modes = ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, LEVEL]);
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: config.namespace,
        labels: { ...PART_OF, ...Object.fromEntries(modes) },
      },
    },
    priorityClass(config.namespace),
  ];
}
