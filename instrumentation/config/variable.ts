import type { Parser } from './parse';

/** One environment variable of the preload. The table in `variables.ts` is the only place that states a name or a default. */
export interface Variable<T> {
  readonly name: string;
  /** What it holds, for the generated reference. */
  readonly type: string;
  readonly parse: Parser<T>;
  /** Used when the variable is not set, or set to something that is not allowed; undefined: nothing. */
  readonly default: T | undefined;
  readonly help: string;
  /** True if the value must never be shown. */
  readonly secret: boolean;
}

interface Declaration<T> {
  readonly name: string;
  readonly type: string;
  readonly parse: Parser<T>;
  readonly help: string;
  readonly secret?: boolean;
}

/** A variable with a default. */
export function required<T>(
  declaration: Declaration<T> & { readonly default: T },
): Variable<T> & { default: T } {
  return { secret: false, ...declaration };
}

/** A variable that stands for nothing when it is not set. */
export function optional<T>(declaration: Declaration<T>): Variable<T> {
  return { secret: false, default: undefined, ...declaration };
}
