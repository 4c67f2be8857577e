import { objectsOf, type Unit } from '../components';
import type { KubernetesObject } from '../kubernetes/object';
import { stage } from '../kubernetes/stage';
import type { StackModel } from '../model/stack';
import { toYaml } from './yaml';

/**
 * The objects of the units as manifests, one file an object, text by file name. The names sort in an order in which
 * `kubectl apply -f` succeeds: see `stage`.
 */
export function manifests(model: StackModel, units: readonly Unit[]): Record<string, string> {
  const files = units.flatMap((unit) =>
    objectsOf(unit, model).map((object) => [fileName(object), toYaml(object)] as const),
  );
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function fileName(object: KubernetesObject): string {
  const { kind, metadata } = object;
  const parts = [kind.toLowerCase(), metadata.namespace, metadata.name].filter((part) => part !== undefined);
  return `${stage(object)}-${parts.join('.')}.yaml`;
}
