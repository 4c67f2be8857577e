import type { Matcher } from './matchers';

export type Labels = Readonly<Record<string, string>>;

/** An alert that Alertmanager holds as firing. Times are Unix milliseconds. */
export interface ObservedAlert {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: number;
  readonly endsAt: number;
  /** False while a silence or an inhibition mutes it. */
  readonly isActive: boolean;
  readonly generatorUrl?: string | undefined;
}

/** A silence as Alertmanager keeps it, also one that has ended. */
export interface ObservedSilence {
  readonly id: string;
  readonly state: 'pending' | 'active' | 'expired';
  readonly startsAt: number;
  readonly endsAt: number;
  readonly updatedAt: number;
  readonly createdBy: string;
  readonly comment: string;
  readonly matchers: readonly Matcher[];
}

/** What Alertmanager said at one moment. */
export interface Observation {
  /** Alertmanager's own clock: the local one may jump, and its silences end by theirs. */
  readonly now: number;
  /** When Alertmanager started: it holds no alert in a file, so right after a start it knows none. */
  readonly upSince: number;
  readonly alerts: readonly ObservedAlert[];
  readonly silences: readonly ObservedSilence[];
}

/** An alert of a webhook call. */
export interface ToldAlert {
  readonly status: 'firing' | 'resolved';
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: number;
  readonly endsAt: number;
}
