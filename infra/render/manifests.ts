import { objectsOf, type Unit } from '../components';
import type { KubernetesObject } from '../kubernetes/object';
import type { StackModel } from '../model/stack';
import { toYaml } from './yaml';

/**
 * The objects of the units as manifests, one file an object, text by file name. The names sort in an order in which
 * `kubectl apply -f` succeeds: the namespace before what lives in it, the priority before the pods that name it.
 */
export function manifests(model: StackModel, units: readonly Unit[]): Record<string, string> {
  const files = units.flatMap((unit) =>
    objectsOf(unit, model).map((object) => [fileName(object), toYaml(object)] as const),
  );
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function fileName({ kind, metadata }: KubernetesObject): string {
  const order = kind === 'Namespace' || kind === 'PriorityClass' ? 0 : 1;
  const parts = [kind.toLowerCase(), metadata.namespace, metadata.name].filter((part) => part !== undefined);
  return `${order}-${parts.join('.')}.yaml`;
}
