import type { Severity } from '../../rule';

/** What the plan goes by. Times are milliseconds. */
export interface PlanSettings {
  /** How far ahead the silence of an acknowledgement reaches; it is extended when less than half of it is left. */
  readonly holdMs: number;
  /** How long an alert has to be away until it counts as resolved: longer than a sender takes to send it again. */
  readonly resolvedAfterMs: number;
  /** Time without acknowledgement until level 1, 2, ...; ascending, empty for no escalation. */
  readonly escalateAfterMs: readonly number[];
  /** Time between two tests of all channels; 0 for none. */
  readonly testEveryMs: number;
  /** Urgencies that are escalated. */
  readonly escalated: readonly Severity[];
}
