import { crossFieldChecks } from './cross-field';
import { keysAt } from './json-schema';
import { problemsOf, StackConfigError } from './problem';
import { type StackConfig, stackSchema } from './schema';

/**
 * Checks a stack configuration and fills in defaults.
 * @param values what stands below the project's namespace, by key
 * @param source what the values were read from, for the error
 * @throws StackConfigError that names every mistake
 */
export function parseStackConfig(values: unknown, source: string): StackConfig {
  const result = stackSchema.safeParse(values);
  const problems = [
    ...(result.error?.issues ?? []).flatMap((issue) => problemsOf(issue, values, keysAt)),
    ...crossFieldChecks.flatMap((check) => check(values)),
  ];
  if (result.success && problems.length === 0) return result.data;
  throw new StackConfigError(source, problems);
}
