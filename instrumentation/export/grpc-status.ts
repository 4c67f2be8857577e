/** Status codes of gRPC by number. */
const NAMES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;

/**
 * Codes after which a batch may be sent again, as the OTLP specification lists them. RESOURCE_EXHAUSTED is in the
 * list without regard to RetryInfo: collectors under memory pressure answer it bare, and giving up would lose spans.
 */
const RETRYABLE: ReadonlySet<string> = new Set([
  'CANCELLED',
  'DEADLINE_EXCEEDED',
  'RESOURCE_EXHAUSTED',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNAVAILABLE',
  'DATA_LOSS',
]);

/** Name of a gRPC status code; a code outside the standard keeps its number. */
export function statusName(code: number): string {
  return NAMES[code] ?? `code ${code}`;
}

/**
 * Whether a call that failed so may succeed with the same batch later.
 * @param details the status message that came with the code
 */
export function isRetryable(code: number, details: string): boolean {
  const name = statusName(code);
  if (isTooLarge(code, details)) return false;
  // A collector that is killed in the middle of a call resets the stream, which arrives as INTERNAL.
  if (name === 'INTERNAL') return details.includes('RST_STREAM');
  return RETRYABLE.has(name);
}

/** Whether the batch was over the message size limit of the collector (or, with compression, of a proxy before it). */
export function isTooLarge(code: number, details: string): boolean {
  return statusName(code) === 'RESOURCE_EXHAUSTED' && /larger than max/.test(details);
}
