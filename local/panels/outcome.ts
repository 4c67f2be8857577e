import { type Target } from '../../dashboards';

/**
 * What is asked of a target.
 * - `data`: at least one finite sample, or line, after the scenario
 * - `quiet`: 0, and not absent, while all is well; log lines: none
 * - `fault`: more than 0 under a fault; log lines: some
 */
export type Check = 'data' | 'quiet' | 'fault';

/** What came of one check of one target under one choice of variables. */
export interface Outcome {
  readonly target: Target;
  readonly check: Check;
  /** `All`, or the tenant that was chosen. */
  readonly choice: string;
  readonly ok: boolean;
  /** Evidence, or what was found instead. */
  readonly detail: string;
  readonly milliseconds: number;
  /** Why a failure counts as excused, where it does. */
  readonly excuse?: string;
}

/** The same for every check of the same query of the same panel. */
export function targetKey({ board, panelId, refId }: Target): string {
  return `${board}/${panelId}/${refId}`;
}
