/** Grafana has no unit for the pace of a language model: the number, and these letters behind it. */
export const TOKENS_PER_SECOND = 'suffix: tok/s';
