import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../kubernetes/object';

/** A CustomResourceDefinition; its schema is the operator's and of no concern here. */
export interface CustomResourceDefinition extends KubernetesObject {
  readonly kind: 'CustomResourceDefinition';
  readonly spec: { readonly group: string; readonly names: { readonly kind: string } };
}

/** Marks everything of the stack in the cluster; definitions are shared by all stacks of a cluster. */
const OWNER = { 'app.kubernetes.io/part-of': 'gatewatch' };

/**
 * The definitions in what `prometheus-operator crds` prints. Descriptions are left out: they are three quarters of the
 * bytes, and an engine keeps every object twice.
 * @throws Error if the text holds anything else
 */
export function definitions(text: string): CustomResourceDefinition[] {
  const documents = parseAllDocuments(text)
    .map((document) => document.toJS() as CustomResourceDefinition | null)
    .filter((document) => document !== null);
  const foreign = documents.find(({ kind }) => kind !== 'CustomResourceDefinition');
  if (foreign !== undefined || documents.length === 0) {
    throw new Error(
      `expected only CustomResourceDefinitions, found ${foreign?.kind ?? 'nothing'}: the operator prints something else`,
    );
  }
  return documents.map((document) => {
    const { spec, metadata } = document;
    return {
      ...document,
      metadata: { ...metadata, labels: { ...metadata.labels, ...OWNER } },
      spec: withoutDescriptions(spec) as CustomResourceDefinition['spec'],
    };
  });
}

/** A schema without what only people read. A property may itself be called `description`: those of objects stay. */
function withoutDescriptions(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutDescriptions);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => key !== 'description' || typeof value !== 'string')
      .map(([key, value]) => [key, withoutDescriptions(value)]),
  );
}
