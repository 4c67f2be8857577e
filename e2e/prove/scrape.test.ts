import { measureAtCap } from '../../bench/scrape/at-cap';
import { type Figures, measure } from '../../bench/scrape/measure';
import { presets } from '../../instrumentation/presets';

const PLAN = { rounds: 5, scrapes: 10 };
/** Milliseconds. */
const MOST_DELAY = 10;
/** Samples of a large gateway. */
const SAMPLES = 28_000;

/** The best round: a machine that does other things as well makes any figure larger, and none smaller. */
const best = (values: readonly number[]): number => Math.min(...values);

let figures: readonly (readonly [string, Figures])[];
beforeAll(async () => {
  const measured = await measure(PLAN, () => undefined);
  figures = [...measured].map(([{ name }, figure]) => [name, figure] as const);
}, 120_000);

test('a scrape of 28,000 samples makes no request wait for more than 10 ms', () => {
  const ours = figures.filter(([name]) => name.startsWith('gatewatch') && !name.includes('ordinary'));
  expect(ours).toHaveLength(2);
  for (const [, { samples, delayP99 }] of ours) {
    expect(samples).toBeGreaterThanOrEqual(SAMPLES);
    expect(best(delayP99)).toBeLessThanOrEqual(MOST_DELAY);
  }
});

test('the renderer that it replaces does not keep to that, so the figure means something', () => {
  const [, theirs] = figures.find(([name]) => name.startsWith('prom-client')) ?? [];
  expect(theirs?.samples).toBeGreaterThanOrEqual(SAMPLES);
  expect(best(theirs?.delayP99 ?? [0])).toBeGreaterThan(2 * MOST_DELAY);
});

test('the registry of every preset stays below 50 MB when each metric has more label sets than it has room for', async () => {
  const full = await measureAtCap();
  expect(full.map(({ preset }) => preset).sort()).toEqual(Object.keys(presets).sort());
  for (const { samples, heapBytes } of full) {
    expect(samples).toBeGreaterThan(10_000);
    expect(heapBytes).toBeGreaterThan(1_000_000);
    expect(heapBytes).toBeLessThan(50_000_000);
  }
});
