import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseStackConfig } from './parse';
import { CONFIG_NAMESPACE } from './problem';
import type { StackConfig } from './schema';

/**
 * Reads the configuration of a stack from `Pulumi.<stack>.yaml`.
 * @param root folder that holds the file
 * @throws Error if the file cannot be read, StackConfigError if it has mistakes
 */
export function readStackConfig(stack: string, root: string): StackConfig {
  const file = `Pulumi.${stack}.yaml`;
  const text = readFileSync(join(root, file), 'utf8');
  return parseStackConfig(stackValues(parse(text)), file);
}

/** The values below our namespace in a parsed stack file, by key without the namespace. */
export function stackValues(file: unknown): Record<string, unknown> {
  const config = (file as { config?: unknown } | null)?.config ?? {};
  const prefix = `${CONFIG_NAMESPACE}:`;
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value] as const] : [],
    ),
  );
}
