import { type SchemaNode, stackJsonSchema } from './json-schema';
import { CONFIG_NAMESPACE } from './problem';

/** A key in the `config` block of Pulumi.yaml. */
export interface ProjectKey {
  readonly type: 'string' | 'object' | 'array';
  readonly items?: { readonly type: 'object' | 'string' };
  readonly description: string;
  readonly default?: unknown;
}

/**
 * The `config` block of Pulumi.yaml: which keys there are, of which type, and the default of those that need not be
 * set. Pulumi checks it before the program runs.
 */
export function projectConfig(): Record<string, ProjectKey> {
  const { properties = {}, required = [] } = stackJsonSchema();
  return Object.fromEntries(
    Object.entries(properties).map(([key, node]) => [
      `${CONFIG_NAMESPACE}:${key}`,
      projectKey(node, required.includes(key)),
    ]),
  );
}

function projectKey(node: SchemaNode, required: boolean): ProjectKey {
  const type = node.type as ProjectKey['type'];
  return {
    type,
    ...(type === 'array'
      ? { items: { type: node.items?.type === 'string' ? ('string' as const) : ('object' as const) } }
      : {}),
    description: node.description ?? '',
    // Of a section Pulumi needs only to know that it may be missing: its fields have their defaults in the schema.
    ...(required ? {} : { default: node.default }),
  };
}
