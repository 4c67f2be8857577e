/**
 * Most series of one gateway process. Rendering takes about 2.3 µs a series (prom-client 15.1 on Node 20), so that a
 * scrape at the worst case still ends within 100 ms.
 */
export const SERIES_BUDGET = 40_000;
