/** The middle of some figures and how far they spread. */
export interface Spread {
  readonly median: number;
  /** First and third quartile: half of the figures lie between them. */
  readonly low: number;
  readonly high: number;
}

/** @throws Error without figures: a spread of nothing would be a made-up number */
export function spread(figures: readonly number[]): Spread {
  return { median: quantile(figures, 0.5), low: quantile(figures, 0.25), high: quantile(figures, 0.75) };
}

/**
 * The figure below which a share of all figures lies, between two of them if need be (type 7 of Hyndman and Fan, what
 * R and NumPy do by default).
 * @throws Error without figures
 */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (below === undefined || above === undefined) throw new Error('no figures to take a quantile of');
  return below + (above - below) * (at - Math.floor(at));
}

/** The difference of each figure to the one of the same round in `base`. */
export function differences(figures: readonly number[], base: readonly number[]): number[] {
  return figures.map((figure, round) => figure - (base[round] ?? NaN));
}

/** Each figure as a multiple of the one of the same round in `base`, less one: 0.1 is ten per cent more. */
export function increases(figures: readonly number[], base: readonly number[]): number[] {
  return figures.map((figure, round) => figure / (base[round] ?? NaN) - 1);
}
