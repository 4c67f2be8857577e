import type { AlertCase, Firing } from '../case';
import { BILLING, type InputSeries, ORDERS, type Target } from '../series';
import type { Phase } from '../values';
import { paced, type Timing } from './timing';

/** A rule that compares how much a counter rose over its window. */
export interface IncreaseSpec extends Timing {
  /** The alert fires above it. */
  readonly threshold: number;
  readonly labels: (target: Target) => Readonly<Record<string, string>>;
  readonly series: (target: Target, phases: readonly Phase[]) => readonly InputSeries[];
}

/** Cases of a rule about an increase: threshold, `for`, window and `keep_firing_for`. */
export function increaseCases(spec: IncreaseSpec): readonly AlertCase[] {
  const { alert, threshold, window, series } = spec;
  const at = (step: number): number => step * spec.step;
  const scale = threshold === 0 ? 1 : threshold;
  const long = 3 * window + spec.for + 40;
  const settled = window + spec.for + 5;
  const firing = (target: Target, value: number): Firing => ({ labels: spec.labels(target), value });
  const over = (target: Target, increase: number): readonly InputSeries[] =>
    series(target, [[long, increase / window]]);
  const end = window + spec.for + 20;
  const gone = end + window - 1 + spec.keep;
  const each = 2 * scale;
  // Until the window is full the counter is seen from its begin; then `increase()` extrapolates to the whole window.
  const seen = (increments: number): number => (increments < window ? increments * each : window * each);
  return paced(spec, [
    {
      alert,
      kind: 'fires',
      name: 'three times as much as allowed',
      series: over(ORDERS, 3 * scale),
      checks: [{ at: at(settled), firing: [firing(ORDERS, 3 * scale)] }],
    },
    {
      alert,
      kind: 'silent',
      name: threshold === 0 ? 'nothing happens, though much did before' : 'half as much as allowed',
      series:
        threshold === 0
          ? series(ORDERS, [
              [2, 50],
              [long, 0],
            ])
          : over(ORDERS, threshold / 2),
      // What happened before may have fired: by now its window is empty and its time is over.
      checks: [{ at: at(settled + spec.keep), firing: [] }],
    },
    {
      alert,
      kind: 'boundary',
      name: 'a little less than allowed is silent, a little more fires',
      series: [...over(ORDERS, 0.99 * threshold), ...over(BILLING, threshold === 0 ? 0.1 : 1.01 * threshold)],
      checks: [{ at: at(settled), firing: [firing(BILLING, threshold === 0 ? 0.1 : 1.01 * threshold)] }],
    },
    {
      alert,
      kind: 'boundary',
      name: 'fires after its time, ends when the window is empty and its time is over',
      series: series(ORDERS, [
        [end + 1, each],
        [long + spec.keep, 0],
      ]),
      checks: [
        { at: at(spec.for), firing: [] },
        { at: at(spec.for + 1), firing: [firing(ORDERS, seen(spec.for + 1))] },
        { at: at(gone - 1), firing: [firing(ORDERS, (each * window) / (window - 1))] },
        { at: at(gone), firing: [] },
      ],
    },
  ]);
}
