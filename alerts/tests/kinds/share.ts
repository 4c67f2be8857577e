import type { AlertCase, Firing } from '../case';
import { BILLING, type InputSeries, ORDERS, type Target } from '../series';
import type { Phase } from '../values';
import { paced, type Timing } from './timing';

/** A rule that compares the share of a part in a whole, with a least number of the part. */
export interface ShareSpec extends Timing {
  readonly threshold: number;
  readonly least: number;
  /** Labels that the alert has for a target. */
  readonly labels: (target: Target) => Readonly<Record<string, string>>;
  /** Series of the part: how much each sample adds. */
  readonly part: (target: Target, phases: readonly Phase[]) => readonly InputSeries[];
  /** Series of what else the whole counts. */
  readonly rest: (target: Target, phases: readonly Phase[]) => readonly InputSeries[];
}

/** Cases of a rule about a share: threshold, least number, `for`, window and `keep_firing_for`. */
export function shareCases(spec: ShareSpec): readonly AlertCase[] {
  const { alert, threshold, least, window, part, rest } = spec;
  const at = (step: number): number => step * spec.step;
  const long = 3 * window + spec.for + 40;
  const settled = window + spec.for + 5;
  const firing = (target: Target, value: number): Firing => ({ labels: spec.labels(target), value });
  const steady = (target: Target, share: number): readonly InputSeries[] => [
    ...part(target, [[long, share * 1000]]),
    ...rest(target, [[long, 1000 - share * 1000]]),
  ];
  const alone = (target: Target, perSample: number): readonly InputSeries[] => [
    ...part(target, [[long, perSample]]),
    ...rest(target, [[long, 0]]),
  ];
  const end = window + spec.for + 20;
  const gone = end + window - 1 + spec.keep;
  return paced(spec, [
    {
      alert,
      kind: 'fires',
      name: 'twice the share that is allowed',
      series: steady(ORDERS, 2 * threshold),
      checks: [{ at: at(settled), firing: [firing(ORDERS, 2 * threshold)] }],
    },
    {
      alert,
      kind: 'silent',
      name: 'half the share that is allowed',
      series: steady(ORDERS, threshold / 2),
      checks: [{ at: at(settled), firing: [] }],
    },
    {
      alert,
      kind: 'silent',
      name: 'one of ten, once',
      series: [
        ...part(ORDERS, [
          [20, 0],
          [1, 1],
          [long, 0],
        ]),
        ...rest(ORDERS, [
          [20, 0],
          [1, 9],
          [long, 0],
        ]),
      ],
      checks: [21, 20 + spec.for, 20 + window - 2].map((step) => ({ at: at(step), firing: [] })),
    },
    {
      alert,
      kind: 'boundary',
      name: 'exactly the share is not too much, a little more is',
      series: [...steady(ORDERS, threshold), ...steady(BILLING, threshold * 1.04)],
      checks: [{ at: at(settled), firing: [firing(BILLING, threshold * 1.04)] }],
    },
    {
      alert,
      kind: 'boundary',
      name: 'fewer than the least number within the window never count, as many do',
      series: [...alone(ORDERS, (least - 0.1) / window), ...alone(BILLING, (least + 0.05) / window)],
      checks: [settled, settled + window].map((step) => ({ at: at(step), firing: [firing(BILLING, 1)] })),
    },
    {
      alert,
      kind: 'boundary',
      name: 'fires after its time, ends when the window is empty and its time is over',
      series: [
        ...part(ORDERS, [
          [end + 1, 100],
          [long + spec.keep, 0],
        ]),
        ...rest(ORDERS, [[end + long + spec.keep, 0]]),
      ],
      checks: [
        { at: at(spec.for), firing: [] },
        { at: at(spec.for + 1), firing: [firing(ORDERS, 1)] },
        { at: at(end + Math.floor(window / 4)), firing: [firing(ORDERS, 1)] },
        { at: at(gone - 1), firing: [firing(ORDERS, 1)] },
        { at: at(gone), firing: [] },
      ],
    },
  ]);
}
