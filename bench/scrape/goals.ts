import type { Goal } from '../overhead/goals';
import { spread } from '../overhead/statistics';
import type { AtCap } from './at-cap';
import { type Figures, OURS, OURS_ORDINARY, type Variant } from './measure';

const MB = 1e6;
/** What a request may wait while a page of 28,000 samples is scraped. */
const MOST_DELAY_MS = 10;
/** What the text behind `beamline` allows for a scrape under normal load, and for the registry. */
const SCRAPE_BELOW_MS = 100;
const REGISTRY_BELOW_MB = 50;

/** The goals for a scrape, judged by medians, and for the registry of the preset that takes most. */
export function scrapeGoals(figures: ReadonlyMap<Variant, Figures>, full: readonly AtCap[]): readonly Goal[] {
  const of = (variant: Variant, key: 'delayP99' | 'scrapeMs'): number =>
    spread(figures.get(variant)?.[key] ?? []).median;
  const delay = of(OURS, 'delayP99');
  const scrape = of(OURS_ORDINARY, 'scrapeMs');
  const registry = Math.max(...full.map(({ heapBytes }) => heapBytes)) / MB;
  return [
    {
      goal: `28,000 samples: event-loop delay p99 of at most ${MOST_DELAY_MS} ms during a scrape`,
      measured: `${delay.toFixed(1)} ms`,
      isMet: delay <= MOST_DELAY_MS,
    },
    {
      goal: `an ordinary gateway: a scrape takes less than ${SCRAPE_BELOW_MS} ms`,
      measured: `${scrape.toFixed(1)} ms`,
      isMet: scrape < SCRAPE_BELOW_MS,
    },
    {
      goal: `a full registry takes less than ${REGISTRY_BELOW_MB} MB under each preset`,
      measured: `${registry.toFixed(1)} MB at most`,
      isMet: registry < REGISTRY_BELOW_MB,
    },
  ];
}
