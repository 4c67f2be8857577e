import { type Duration, seconds } from '../kit/duration';

/** What a board shows: Unix times in seconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const UNITS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/**
 * A range as a board's URL or model writes it: `now`, `now-1h`, or Unix milliseconds.
 * @param now Unix time in seconds
 * @throws Error naming what cannot be read, or that the end is not after the start
 */
export function timeRange(from: string, to: string, now: number): TimeRange {
  const range = { from: moment('from', from, now), to: moment('to', to, now) };
  if (range.from < range.to) return range;
  throw new Error(`time range from "${from}" to "${to}" is empty: "to" has to be later than "from"`);
}

function moment(name: string, text: string, now: number): number {
  if (/^\d{10,}$/.test(text)) return Number(text) / 1000;
  const [, sign, amount, unit] = /^now(?:([+-])(\d+)([smhdw]))?$/.exec(text) ?? [undefined];
  if (/^now$/.test(text)) return now;
  if (sign === undefined || amount === undefined) {
    throw new Error(`"${name}=${text}" is no time; write now, now-1h or Unix milliseconds`);
  }
  return now + (sign === '-' ? -1 : 1) * Number(amount) * UNITS[unit as keyof typeof UNITS];
}

// The steps that Grafana rounds to, in seconds.
const STEPS = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600,
  43_200, 86_400,
];

/**
 * Seconds between two points: a point a pixel at most, rounded to a usual step, and never less than a scrape.
 * @param points how many points are drawn at most
 */
export function stepSeconds({ from, to }: TimeRange, points: number, scrapeInterval: Duration): number {
  const fine = (to - from) / Math.max(points, 1);
  const rounded = STEPS.findLast((step) => step <= fine) ?? STEPS[0]!;
  return Math.max(rounded, seconds(scrapeInterval));
}
