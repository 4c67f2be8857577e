import { BOARDS } from '../../instrumentation/contract';
import { type Outcome } from './outcome';

/** A check that a run here cannot make come true. */
export interface Excuse {
  /** Uid of the board; every board if left out. */
  readonly board?: string;
  readonly panel?: number;
  readonly preset?: string;
  readonly check: Outcome['check'];
  readonly reason: string;
  /** The first day, as `YYYY-MM-DD`, on which it no longer counts. */
  readonly until: string;
}

/** How large a share of the targets may be excused. */
export const MOST_EXCUSED = 0.02;

export const EXCUSES: readonly Excuse[] = [
  {
    board: BOARDS.gatewayOverview.uid,
    panel: 402,
    preset: 'gatewayz',
    check: 'quiet',
    reason:
      'the request of this example that always goes well calls no provider, and so there is no call to count',
    until: '2027-06-01',
  },
  {
    board: BOARDS.idempotency.uid,
    panel: 102,
    preset: 'beamline',
    check: 'quiet',
    reason:
      'the request of this example that always goes well has no idempotency key, and so there is none to count',
    until: '2027-06-01',
  },
];

/** The reason why a failed outcome is excused today, or undefined. */
export function excuseOf(
  { target, check }: Pick<Outcome, 'target' | 'check'>,
  preset: string,
  excuses: readonly Excuse[],
  today: string,
): string | undefined {
  return excuses.find(
    (excuse) =>
      excuse.check === check &&
      excuse.until > today &&
      (excuse.board ?? target.board) === target.board &&
      (excuse.panel ?? target.panelId) === target.panelId &&
      (excuse.preset ?? preset) === preset,
  )?.reason;
}
