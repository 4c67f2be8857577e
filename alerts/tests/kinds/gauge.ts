import type { AlertCase, Firing } from '../case';
import { BILLING, type InputSeries, ORDERS, type Target } from '../series';
import { gauge, type Values } from '../values';
import { paced, type Timing } from './timing';

/** A rule that compares a gauge with a number. */
export interface GaugeSpec extends Timing {
  /** A value far from trouble, the last that is none, and the first that is. */
  readonly values: { readonly calm: number; readonly last: number; readonly first: number };
  /** Value of the alert for a value of the gauge; the same by default. */
  readonly shown?: (value: number) => number;
  readonly labels: (target: Target) => Readonly<Record<string, string>>;
  readonly series: (target: Target, values: Values) => readonly InputSeries[];
}

const QUIET = 20;

/** Cases of a rule about a gauge: threshold, `for` and `keep_firing_for`. */
export function gaugeCases(spec: GaugeSpec): readonly AlertCase[] {
  const { alert, values, series, shown = (value: number) => value } = spec;
  const at = (step: number): number => step * spec.step;
  const long = spec.for + 60;
  const settled = spec.for + 10;
  const firing = (target: Target): Firing => ({ labels: spec.labels(target), value: shown(values.first) });
  const end = QUIET + spec.for + 20;
  const gone = end + spec.keep;
  return paced(spec, [
    {
      alert,
      kind: 'fires',
      name: 'one of two is in trouble',
      series: [
        ...series(ORDERS, gauge([long, values.first])),
        ...series(BILLING, gauge([long, values.calm])),
      ],
      checks: [{ at: at(settled), firing: [firing(ORDERS)] }],
    },
    {
      alert,
      kind: 'silent',
      name: 'neither is',
      series: [...series(ORDERS, gauge([long, values.calm])), ...series(BILLING, gauge([long, values.last]))],
      checks: [{ at: at(settled), firing: [] }],
    },
    {
      alert,
      kind: 'boundary',
      name: 'the last value that is allowed, and the first that is not',
      series: [
        ...series(ORDERS, gauge([long, values.last])),
        ...series(BILLING, gauge([long, values.first])),
      ],
      checks: [{ at: at(settled), firing: [firing(BILLING)] }],
    },
    {
      alert,
      kind: 'boundary',
      name: 'fires after its time, ends when the trouble and its time are over',
      series: series(
        ORDERS,
        gauge([QUIET, values.calm], [end - QUIET, values.first], [long + spec.keep, values.calm]),
      ),
      checks: [
        { at: at(QUIET + spec.for - 1), firing: [] },
        { at: at(QUIET + spec.for), firing: [firing(ORDERS)] },
        { at: at(gone - 1), firing: [firing(ORDERS)] },
        { at: at(gone), firing: [] },
      ],
    },
  ]);
}
