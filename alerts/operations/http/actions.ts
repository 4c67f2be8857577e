import type { HoldKind } from '../core/events';
import { FINGERPRINT } from '../core/fingerprint';
import type { AlertOperations, Outcome } from '../service';
import type { ActionName, ActionOutcome } from '../edge/metrics';
import { ACKNOWLEDGE, BadRequest, parseQuery, SUPPRESS, TEST, UNACKNOWLEDGE, UNSUPPRESS } from './query';

const MINUTE_MS = 60_000;

/** The answer to a call that changes something. */
export interface Acted {
  readonly status: number;
  readonly outcome: ActionOutcome;
  readonly body: Readonly<Record<string, unknown>>;
  /** Who is said to have asked. */
  readonly by: string;
}

type Action = (operations: AlertOperations, fingerprint: string, query: URLSearchParams) => Promise<Acted>;

const acknowledge: Action = async (operations, fingerprint, query) => {
  const { acknowledged_by: by, comment: note } = parseQuery(ACKNOWLEDGE, query);
  const done = await operations.hold('acknowledge', fingerprint, { by, note });
  return answer(done, fingerprint, by, (author) => `acknowledged by ${author}`);
};

const suppress: Action = async (operations, fingerprint, query) => {
  const { duration_minutes: minutes, suppressed_by: by, comment: note } = parseQuery(SUPPRESS, query);
  const done = await operations.hold('suppress', fingerprint, { by, note, forMs: minutes * MINUTE_MS });
  return answer(done, fingerprint, by, () => `suppressed for ${minutes} minutes`);
};

function withdraw(kind: HoldKind, what: string, author: (query: URLSearchParams) => string): Action {
  return async (operations, fingerprint, query) => {
    const by = author(query);
    const done = await operations.release(kind, fingerprint, by);
    // Asked again, the alert is as it should be.
    if (done.outcome === 'unknown' && operations.state.active.has(fingerprint)) {
      return success(200, 'done', `Alert ${fingerprint} is not ${what}`, by);
    }
    return answer(done, fingerprint, by, () => `no longer ${what}`);
  };
}

/** By the last segment of the path `/alerts/{fingerprint}/...`. */
export const ALERT_ACTIONS: Readonly<Record<Exclude<ActionName, 'test' | 'webhook'>, Action>> = {
  acknowledge,
  unacknowledge: withdraw(
    'acknowledge',
    'acknowledged',
    (query) => parseQuery(UNACKNOWLEDGE, query).unacknowledged_by,
  ),
  suppress,
  unsuppress: withdraw('suppress', 'suppressed', (query) => parseQuery(UNSUPPRESS, query).unsuppressed_by),
};

/** @throws BadRequest */
export function checkedFingerprint(fingerprint: string): string {
  if (FINGERPRINT.test(fingerprint)) return fingerprint;
  throw new BadRequest(`"${fingerprint}" is no fingerprint: 16 hexadecimal digits in lower case are needed`);
}

export async function testAlert(operations: AlertOperations, query: URLSearchParams): Promise<Acted> {
  const { severity, message } = parseQuery(TEST, query);
  const fingerprint = await operations.test(severity, message);
  const acted = success(200, 'done', `Test alert ${fingerprint} triggered with severity ${severity}`, '');
  return { ...acted, body: { ...acted.body, fingerprint } };
}

function answer(done: Outcome, fingerprint: string, by: string, what: (author: string) => string): Acted {
  if (done.outcome === 'unknown') {
    const error = `no alert with the fingerprint ${fingerprint} fires; GET /alerts lists those that do`;
    return { status: 404, outcome: 'refused', body: { status: 'error', message: error }, by };
  }
  const message = `Alert ${fingerprint} ${what(done.hold.by)}`;
  if (done.outcome === 'done') return success(200, 'done', message, by);
  return success(202, 'pending', `${message}; Alertmanager will be told as soon as it answers`, by);
}

function success(status: 200 | 202, outcome: 'done' | 'pending', message: string, by: string): Acted {
  return { status, outcome, body: { status: outcome === 'done' ? 'success' : 'pending', message }, by };
}
