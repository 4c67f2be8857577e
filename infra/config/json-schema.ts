import { z } from 'zod';
import { stackSchema } from './schema';

/** What the configuration's documentation needs of a JSON Schema node. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  /** Our own annotation: what is allowed, in words. */
  readonly allowed?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
}

/** JSON Schema (2020-12) of the stack configuration as it is written, i.e. before defaults. */
export function stackJsonSchema(): SchemaNode {
  return z.toJSONSchema(stackSchema, { io: 'input' }) as SchemaNode;
}

/** The keys that the schema knows at a path; list indexes and names of receivers are passed through. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let node: SchemaNode | undefined = stackJsonSchema();
  for (const key of path) node = child(node, String(key));
  return Object.keys(node?.properties ?? {});
}

function child(node: SchemaNode | undefined, key: string): SchemaNode | undefined {
  const open = node?.additionalProperties;
  return node?.properties?.[key] ?? node?.items ?? (typeof open === 'object' ? open : undefined);
}
