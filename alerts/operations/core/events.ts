import type { Labels } from './observation';

/** - `acknowledge`: somebody works on it; ends with the alert
 *  - `suppress`: quiet until a time, whatever the alert does */
export type HoldKind = 'acknowledge' | 'suppress';

interface About {
  /** Unix milliseconds by Alertmanager's clock. */
  readonly at: number;
  readonly fingerprint: string;
}

/** Somebody keeps an alert quiet. */
export interface Held extends About {
  readonly type: 'held';
  readonly kind: HoldKind;
  /** Names this hold at every replica, and in the comment of its silence. */
  readonly action: string;
  readonly by: string;
  readonly note: string;
  /** End of a suppression, Unix milliseconds. */
  readonly until?: number;
}

/** All that ever happens, in the order of the journal. The state follows from it. */
export type OperationsEvent =
  | (About & {
      readonly type: 'fired';
      readonly labels: Labels;
      readonly annotations: Labels;
      readonly startsAt: number;
    })
  | (About & { readonly type: 'resolved' })
  | Held
  | (About & {
      readonly type: 'released';
      readonly kind: HoldKind;
      readonly action: string;
      readonly by: string;
      readonly reason: string;
    })
  | (About & { readonly type: 'escalated'; readonly level: number });
