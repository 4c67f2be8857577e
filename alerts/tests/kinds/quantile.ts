import type { AlertCase, Firing } from '../case';
import { BILLING, type InputSeries, type Observations, ORDERS, type Target } from '../series';
import { paced, type Timing } from './timing';

/** A rule that compares a quantile of a histogram with a bound, with a least number of observations above it. */
export interface QuantileSpec extends Timing {
  readonly q: number;
  readonly bound: number;
  readonly least: number;
  /** A value far below the bound, and one above it. */
  readonly low: number;
  readonly high: number;
  readonly labels: (target: Target) => Readonly<Record<string, string>>;
  readonly series: (target: Target, observations: Observations) => readonly InputSeries[];
  /** The quantile that the rule computes from observations, given by value. */
  readonly quantile: (counts: Readonly<Record<number, number>>) => number;
}

/** Slow observations a sample. */
const SLOW = 107;
/** Makes shares uneven, so that no expected value lies at the border of a rounding. */
const UNEVEN = 7;

/** Cases of a rule about a quantile: bound, least number, quantile, `for`, window and `keep_firing_for`. */
export function quantileCases(spec: QuantileSpec): readonly AlertCase[] {
  const { alert, q, bound, least, low, high, window, series } = spec;
  const at = (step: number): number => step * spec.step;
  const long = 3 * window + spec.for + 40;
  const settled = window + spec.for + 5;
  const firing = (target: Target, counts: Readonly<Record<number, number>>): Firing => ({
    labels: spec.labels(target),
    value: spec.quantile(counts),
  });
  const steady = (target: Target, counts: Readonly<Record<number, number>>): readonly InputSeries[] =>
    series(
      target,
      Object.fromEntries(Object.entries(counts).map(([value, count]) => [value, [[long, count]]] as const)),
    );
  const above = Math.round((1 - q) * 1000);
  const often = { [low]: 1000 - 2 * above, [high]: 2 * above };
  const more = { [bound]: 990 - above, [high]: above + 10 + UNEVEN };
  const end = window + spec.for + 20;
  // Fast ones go on at a rate at which twice as many as allowed are slow until the end. From then on their share falls:
  // the last window whose quantile is above the bound.
  const fast = Math.round(SLOW * (1 / (2 * (1 - q)) - 1)) + UNEVEN;
  const mixed = (steps: number) => ({ [low]: fast * (window - 1), [high]: SLOW * (window - 1 - steps) });
  const last = Array.from({ length: window - 1 }, (_, steps) => steps)
    .filter((steps) => spec.quantile(mixed(steps)) > bound)
    .at(-1)!;
  const gone = end + last + 1 + spec.keep;
  return paced(spec, [
    {
      alert,
      kind: 'fires',
      name: 'twice as many as allowed are above the bound',
      series: steady(ORDERS, often),
      checks: [{ at: at(settled), firing: [firing(ORDERS, often)] }],
    },
    {
      alert,
      kind: 'silent',
      name: 'half as many as allowed are above the bound',
      series: steady(ORDERS, { [low]: 1000 - above / 2, [high]: above / 2 }),
      checks: [{ at: at(settled), firing: [] }],
    },
    {
      alert,
      kind: 'silent',
      name: 'a third is above the bound, and that is fewer than the least number',
      series: steady(ORDERS, { [low]: (2 * least) / window, [high]: (least - 0.1) / window }),
      checks: [{ at: at(settled), firing: [] }],
    },
    {
      alert,
      kind: 'silent',
      name: 'one of two, once',
      series: series(ORDERS, {
        [low]: [
          [20, 0],
          [1, 1],
          [long, 0],
        ],
        [high]: [
          [20, 0],
          [1, 1],
          [long, 0],
        ],
      }),
      checks: [21, 20 + spec.for, 20 + window - 2].map((step) => ({ at: at(step), firing: [] })),
    },
    {
      alert,
      kind: 'boundary',
      name: 'exactly the share above the bound is allowed, a little more is not',
      series: [...steady(ORDERS, { [bound]: 1000 - above, [high]: above }), ...steady(BILLING, more)],
      checks: [{ at: at(settled), firing: [firing(BILLING, more)] }],
    },
    {
      alert,
      kind: 'boundary',
      name: 'fewer than the least number within the window never count, as many do',
      series: [
        ...steady(ORDERS, { [high]: (least - 0.1) / window }),
        ...steady(BILLING, { [high]: (least + 0.05) / window }),
      ],
      checks: [settled, settled + window].map((step) => ({
        at: at(step),
        firing: [firing(BILLING, { [high]: 1 })],
      })),
    },
    {
      alert,
      kind: 'boundary',
      name: 'fires after its time, ends when enough are fast again and its time is over',
      series: series(ORDERS, {
        [low]: [
          [end + 1, fast],
          [long + spec.keep, fast],
        ],
        [high]: [
          [end + 1, SLOW],
          [long + spec.keep, 0],
        ],
      }),
      checks: [
        { at: at(spec.for), firing: [] },
        { at: at(spec.for + 1), firing: [firing(ORDERS, mixed(0))] },
        { at: at(gone - 1), firing: [firing(ORDERS, mixed(last))] },
        { at: at(gone), firing: [] },
      ],
    },
  ]);
}
