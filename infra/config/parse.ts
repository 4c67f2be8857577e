import { crossFieldChecks } from './cross-field';
import { keysAt } from './json-schema';
import { problemsOf, StackConfigError } from './problem';
import { type StackConfig, stackSchema } from './schema';
import { maskSecrets } from './secrets';

/**
 * Checks a stack configuration and fills in defaults.
 * @param raw what stands below the project's namespace, by key
 * @param source what the values were read from, for the error
 * @throws StackConfigError that names every mistake
 */
export function parseStackConfig(raw: unknown, source: string): StackConfig {
  const values = maskSecrets(raw as Readonly<Record<string, unknown>>);
  const result = stackSchema.safeParse(values);
  const problems = [
    ...(result.error?.issues ?? []).flatMap((issue) => problemsOf(issue, values, keysAt)),
    ...crossFieldChecks.flatMap((check) => check(values)),
  ];
  if (result.success && problems.length === 0) return result.data;
  throw new StackConfigError(source, problems);
}
