import type { Family } from '../family';
import type { Exemplar } from '../sample';

/** How a family is declared in a format. */
export interface Declared {
  /** Name on the HELP and TYPE lines. */
  readonly name: string;
  readonly type: string;
}

/** An exposition format. */
export interface Format {
  readonly contentType: string;
  /** @param names names of all families of the page */
  declare(family: Family, names: ReadonlySet<string>): Declared;
  help(text: string): string;
  /** Upper bound of a bucket as the value of `le`. */
  bound(value: number): string;
  /** What follows the value of a bucket: nothing, or a space and the rest. */
  exemplar(exemplar: Exemplar): string;
  /** Between two families, each of which ends its last line. */
  readonly separator: string;
  /** After the last family. */
  readonly end: string;
}

/** A value as both formats write it. */
export function valueText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return 'NaN';
  return value < 0 ? '-Inf' : '+Inf';
}
