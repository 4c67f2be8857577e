/**
 * Most series of one gateway process. Rendering takes about 0.7 µs of CPU a series (`npm run bench:scrape`), so that a
 * scrape at the worst case still ends within 100 ms, of which no request waits for more than a few.
 */
export const SERIES_BUDGET = 40_000;
