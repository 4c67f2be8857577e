import { PART_OF, PART_OF_EXAMPLE } from '../../kubernetes/labels';
import type { KubernetesObject, Labels } from '../../kubernetes/object';
import { priorityClass } from '../../kubernetes/priority';
import type { StackModel } from '../../model/stack';

/** Pod Security level that the API server enforces on every pod of the stack. */
const LEVEL = 'restricted';

/** A namespace in which every pod has to be restricted. */
export function restrictedNamespace(name: string, labels: Labels): KubernetesObject {
  const modes = ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, LEVEL]);
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { ...labels, ...Object.fromEntries(modes) } },
  };
}

/** The stack's namespace, the priority of its pods, and the namespace of the example. */
export function namespaceObjects({ config }: StackModel): KubernetesObject[] {
  const example = config.example.run ? (config.gateways[0]?.namespace ?? config.namespace) : config.namespace;
  return [
    restrictedNamespace(config.namespace, PART_OF),
    // Other namespaces of gateways are there before the stack.
    ...(example === config.namespace ? [] : [restrictedNamespace(example, PART_OF_EXAMPLE)]),
    priorityClass(config.namespace),
  ];
}
