import { goalTable, overheadGoals } from './goals';
import type { Figures } from './measure';
import { presetVariants, shareGoal } from './preset-variants';
import { OURS } from './variants';

const MIB = 1024 * 1024;

const BARE_CPU = [100, 200, 300];

function figures(cpu: readonly number[], startMs: number, idleMib: number): Figures {
  const rest = { requestsPerSecond: [1], p99: [1], rss: [1] };
  return {
    cpuMicrosPerRequest: [...cpu],
    ...rest,
    startMs: [startMs],
    idleRss: [idleMib * MIB],
    base: { cpuMicrosPerRequest: BARE_CPU, ...rest },
    baseStarts: { startMs: [50], idleRss: [40 * MIB] },
    exported: undefined,
  };
}

it('judges each goal by the median difference to the bare server beside it in the same round', () => {
  const goals = overheadGoals(
    new Map([
      [OURS.metricsOnly, figures([104, 206, 305], 150, 50)],
      [OURS.tenth, figures([120, 215, 316], 251, 50)],
      [OURS.all, figures([130, 260, 361], 150, 66)],
    ]),
  );
  expect(goals.map(({ measured, isMet }) => [measured, isMet])).toEqual([
    ['+5.0 µs', true],
    ['+16.0 µs', false],
    ['+60.0 µs', true],
    ['+7.5 %', true],
    ['+201.0 ms', false],
    ['+26.0 MiB', false],
  ]);
  expect(goalTable(goals)).toContain('| +16.0 µs | **not met** |');
});

it('says nothing of variants that were not measured', () => {
  const goals = overheadGoals(new Map([[OURS.all, figures([150, 250, 350], 60, 41)]]));
  expect(goals).toHaveLength(3);
});

it('has every preset with metrics alone and with everything, each on a port of its own', () => {
  const variants = presetVariants(Array.from({ length: 20 }, (_, index) => 1000 + index));
  expect(new Set(variants.map(({ preset }) => preset)).size).toBe(5);
  expect(variants).toHaveLength(10);
  expect(new Set(variants.map(({ variant }) => variant.env['GATEWATCH_ADMIN_PORT'])).size).toBe(10);
});

it('a share at the limit is not below it', () => {
  const [metrics, everything] = presetVariants([1, 2]);
  if (metrics === undefined || everything === undefined) throw new Error('there are no presets');
  expect([1.99, 2].map((share) => shareGoal(metrics, share).isMet)).toEqual([true, false]);
  expect([4.99, 5].map((share) => shareGoal(everything, share).isMet)).toEqual([true, false]);
});
