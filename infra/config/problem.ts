import type { z } from 'zod';
import { nearest } from './nearest';

/** One mistake in a stack configuration. */
export interface StackConfigProblem {
  /** Key with its namespace, e.g. `gatewatch:retention.loki`. */
  readonly path: string;
  /** What is written there, as JSON; undefined if nothing is. */
  readonly value: string | undefined;
  /** What is wrong and what is allowed, as one sentence that begins with the path. */
  readonly message: string;
}

/** A stack configuration that cannot be used: every mistake at once. */
export class StackConfigError extends Error {
  constructor(
    source: string,
    readonly problems: readonly StackConfigProblem[],
  ) {
    super(`${source} cannot be used:\n${problems.map(({ message }) => `- ${message}`).join('\n')}`);
    this.name = 'StackConfigError';
  }
}

/** Namespace of the configuration keys: the name of the Pulumi project. */
export const CONFIG_NAMESPACE = 'gatewatch';

/**
 * The mistakes that a zod issue stands for; for unknown keys one each.
 * @param keysAt keys that the schema knows at a path
 */
export function problemsOf(
  issue: z.core.$ZodIssue,
  values: unknown,
  keysAt: (path: readonly PropertyKey[]) => readonly string[],
): StackConfigProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(issue.path);
    return issue.keys.map((key) => unknownKey([...issue.path, key], key, values, known));
  }
  if (issue.code === 'invalid_value') {
    const meant = nearest(String(valueAt(values, issue.path)), issue.values.map(String));
    const suggestion = meant === undefined ? '' : `; did you mean "${meant}"?`;
    return [problem(issue.path, values, `${issue.message}${suggestion}`)];
  }
  const nested = issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined;
  return [problem(issue.path, values, nested ?? issue.message)];
}

/** The mistake that what is written at a path is not what is expected there. */
export function problem(at: readonly PropertyKey[], values: unknown, expected: string): StackConfigProblem {
  const value = written(values, at);
  const path = pathText(at);
  const state = value === undefined ? 'is missing' : `is ${value}`;
  return { path, value, message: `${path} ${state}: expected ${expected}` };
}

function unknownKey(
  at: readonly PropertyKey[],
  key: string,
  values: unknown,
  known: readonly string[],
): StackConfigProblem {
  const path = pathText(at);
  const meant = nearest(key, known);
  const suggestion = meant === undefined ? '' : `did you mean "${meant}"? `;
  return {
    path,
    value: written(values, at),
    message: `${path} is no key: ${suggestion}there are ${known.join(', ')}`,
  };
}

function pathText(path: readonly PropertyKey[]): string {
  const [first, ...rest] = path.map(String);
  const tail = rest.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`)).join('');
  return `${CONFIG_NAMESPACE}:${first ?? ''}${tail}`;
}

function written(values: unknown, path: readonly PropertyKey[]): string | undefined {
  const value = valueAt(values, path);
  return value === undefined ? undefined : JSON.stringify(value);
}

function valueAt(values: unknown, path: readonly PropertyKey[]): unknown {
  let value = values;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
