import type { Seconds } from '../duration';

/** Seconds between two samples of a test series, and between two evaluations: the intervals of the default stack. */
export const STEP: Seconds = 15;

/** Number of samples that is longer than any window and `for`, but that of cardinality. */
export const LONG = 120;

/** Sample values in promtool's notation, one sample a step from time 0 on. */
export type Values = string;

/** A number of samples, and what each adds to the counter or what the gauge shows. */
export type Phase = readonly [samples: number, value: number];

/** A counter's phases that add `burst` at every so many steps, up to {@link LONG} steps. */
export function every(steps: number, burst: number): readonly Phase[] {
  const quiet: Phase = [steps - 1, 0];
  return Array.from({ length: Math.floor(LONG / steps) }, (): readonly Phase[] => [quiet, [1, burst]]).flat();
}

/** Samples of a counter that begins at 0 and rises by the phase's value with each sample after the first. */
export function counter(...phases: readonly Phase[]): Values {
  let last = 0;
  return phases
    .map(([samples, perSample], index) => {
      const first = index === 0 ? 0 : last + perSample;
      last = first + perSample * (samples - 1);
      return run(first, perSample, samples);
    })
    .join(' ');
}

/** Samples of a gauge that shows the phase's value. */
export function gauge(...phases: readonly Phase[]): Values {
  return phases.map(([samples, value]) => run(value, 0, samples)).join(' ');
}

/** The values, and then the target vanishes from service discovery. */
export function vanishing(values: Values): Values {
  return `${values} stale`;
}

/** promtool's `a+bxn` stands for n + 1 samples. */
function run(first: number, perSample: number, samples: number): string {
  return `${first}+${perSample}x${samples - 1}`;
}
