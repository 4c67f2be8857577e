import type { Seconds } from '../duration';
import type { AlertName } from '../packs';
import type { InputSeries, SeriesBuilder } from './series';

/**
 * - `fires`: the trouble that the alert is for
 * - `silent`: activity of the same metrics that is no trouble
 * - `boundary`: just below and just above a threshold, just before and just after `for` or `keep_firing_for`
 */
export const CASE_KINDS = ['fires', 'silent', 'boundary'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** An alert that is expected to fire. */
export interface Firing {
  /** Labels that the alert takes from its series. */
  readonly labels: Readonly<Record<string, string>>;
  /** The value, or as the description shows it, e.g. `6%`; for descriptions that show one. */
  readonly value?: string | number;
}

/** What fires at a time; the list is complete. */
export interface Check {
  readonly at: Seconds;
  readonly firing: readonly Firing[];
}

/** One scenario for one alert. */
export interface AlertCase {
  readonly alert: AlertName;
  readonly kind: CaseKind;
  /** What happens, in a few words. */
  readonly name: string;
  readonly series: readonly InputSeries[];
  /** Seconds between two samples, and two evaluations; {@link STEP} by default, the same for all cases of an alert. */
  readonly step?: Seconds;
  readonly checks: readonly Check[];
}

/** The cases of a pack, for any binding that exposes its metrics. */
export type PackCases = (s: SeriesBuilder) => readonly AlertCase[];
