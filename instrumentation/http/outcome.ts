import type { ValueOf } from '../contract';

export type Outcome = ValueOf<'http.requests', 'outcome'>;

/** Label value of a status code that never was: the connection broke first. */
export const NO_STATUS = 'none';

/** Why Node.js itself has broken a connection off. */
export type BreakOff = Extract<Outcome, 'timeout' | 'malformed'>;

/** What is known about the end of a response. */
export interface ResponseEnd {
  readonly statusCode: number;
  /** The whole response was handed to the network. */
  readonly isComplete: boolean;
  /** The client has closed or reset the connection. */
  readonly isClientGone: boolean;
  readonly brokenOff: BreakOff | undefined;
}

/** How a request ended. */
export function outcomeOf({ statusCode, isComplete, isClientGone, brokenOff }: ResponseEnd): Outcome {
  return isComplete
    ? completeOutcome(statusCode)
    : (brokenOff ?? (isClientGone ? 'client_aborted' : 'server_aborted'));
}

/** How a request with a complete response ended. */
export function completeOutcome(statusCode: number): Outcome {
  if (statusCode >= 500) return 'server_error';
  return statusCode >= 400 ? 'client_error' : 'ok';
}
