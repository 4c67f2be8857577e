import { binary, type Expression } from './promql';

/** Some of a whole over a window, and how often the part occurred. */
export interface Share {
  readonly part: Expression;
  readonly whole: Expression;
  /** How often the part occurred over the window, by the same labels. */
  readonly count: Expression;
}

/**
 * The share of a whole lies above the threshold (0..1), and the part occurred at least so often: one failure in ten
 * requests is 10 %, yet no trouble.
 */
export function shareAbove(share: Share, threshold: number, least: number): Expression {
  const condition = binary(
    binary(binary(share.part, '/', share.whole), '>', threshold),
    'and',
    binary(share.count, '>=', least),
  );
  return { ...condition, reach: threshold };
}

/** It happened at all over the window, however long ago in it. */
export function anyOver(count: Expression): Expression {
  return { ...binary(count, '>', 0), reach: 0 };
}

/** The quantile lies above the bound, and at least so many observations do. */
export function quantileAbove(
  quantile: Expression,
  bound: number,
  above: Expression,
  least: number,
): Expression {
  return binary(binary(quantile, '>', bound), 'and', binary(above, '>=', least));
}

/** A share as people write it, e.g. `5 %`. */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(10))} %`;
}
