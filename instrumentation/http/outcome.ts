import type { ValueOf } from '../contract';

export type Outcome = ValueOf<'http.requests', 'outcome'>;

/** Label value of a status code that never was: the connection broke first. */
export const NO_STATUS = 'none';

/**
 * How a request ended.
 * @param isComplete whether the whole response was handed to the network
 */
export function outcomeOf(statusCode: number, isComplete: boolean): Outcome {
  if (!isComplete) return 'client_aborted';
  if (statusCode >= 500) return 'server_error';
  return statusCode >= 400 ? 'client_error' : 'ok';
}
