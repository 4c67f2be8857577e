import { type ConfigFile, fieldOf } from './file';
import type { ConfigProblem } from './types';
import type { Variable } from './variable';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Shown in place of a secret. */
export const MASK = '***';

/** Reads variables of an environment, and of a file where the environment leaves them out; collects what is wrong. */
export class Reader {
  readonly problems: ConfigProblem[] = [];
  /** What has to be said once although nothing is wrong. */
  readonly notices: string[] = [];

  constructor(
    private readonly env: Environment,
    private readonly file?: ConfigFile,
  ) {}

  /** True if the variable holds anything; an empty text counts as unset, as OpenTelemetry has it. */
  isSet(variable: Variable<unknown>): boolean {
    return this.#text(variable) !== '';
  }

  /** The variable's value, or its default. */
  get<T>(variable: Variable<T> & { readonly default: T }): T {
    return this.first([variable], variable.default);
  }

  /** The variable's value, or undefined. */
  find<T>(variable: Variable<T>): T | undefined {
    return this.first<T | undefined>([variable], undefined);
  }

  /** The value of the first variable that is set to something allowed, else `fallback`. */
  first<T>(candidates: readonly Variable<T>[], fallback: T): T {
    const parsed = candidates.flatMap((variable) => {
      const text = this.#text(variable);
      return text === '' ? [] : [{ variable, text, result: variable.parse(text) }];
    });
    const good = parsed.find(({ result }) => result.ok);
    const value = good?.result.ok ? good.result.value : fallback;
    const isSecret = candidates.some(({ secret }) => secret);
    for (const { variable, text, result } of parsed) {
      if (!result.ok) {
        this.report(variable, text, `must be ${result.allowed}; using ${show(value, isSecret)} instead`);
      }
    }
    return value;
  }

  report(variable: Variable<unknown>, text: string, message: string): void {
    const isFromFile = this.file !== undefined && !this.#isInEnvironment(variable) && this.isSet(variable);
    const name = isFromFile ? fieldOf(this.file.path, variable.name) : variable.name;
    this.problems.push({ variable: name, value: variable.secret ? MASK : text, message });
  }

  /** The text that the variable holds; empty if it is not set. */
  textOf(variable: Variable<unknown>): string {
    return this.#text(variable);
  }

  #text(variable: Variable<unknown>): string {
    const { name } = variable;
    const value = this.#isInEnvironment(variable) ? this.env[name] : this.file?.values[name];
    return (value ?? '').trim();
  }

  /** An empty text counts as unset there too. */
  #isInEnvironment({ name }: Variable<unknown>): boolean {
    return (this.env[name] ?? '').trim() !== '';
  }
}

function show(value: unknown, isSecret: boolean): string {
  if (value === undefined) return 'nothing';
  if (typeof value !== 'object') return String(value);
  return isSecret || Object.keys(value as object).length === 0 ? 'nothing' : JSON.stringify(value);
}
