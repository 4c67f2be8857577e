import type { ServerResult } from './observer';

/**
 * Kind of the failure of a request, for the label `error_type`: the code or the class of an error, else the status
 * code, else how it ended. Undefined if the gateway did not fail: what clients do wrong is no failure of the gateway.
 */
export function errorKind({ outcome, error, statusCode }: ServerResult): string | undefined {
  if (outcome === 'timeout') return outcome;
  if (outcome !== 'server_error' && outcome !== 'server_aborted') return undefined;
  // A request that is cut off always has the error `aborted`, which says no more than the outcome.
  const hasOwnError = error !== undefined && error.message !== 'aborted';
  if (hasOwnError) return (error as NodeJS.ErrnoException).code ?? error.name;
  return outcome === 'server_error' ? String(statusCode) : outcome;
}
