/**
 * What never leaves the collector, whoever sent it. Keys are masked whole by name; values are masked where a pattern
 * matches, in attributes of spans and of log records and in log bodies.
 * Patterns are RE2 (Go), `(?i)` ignores case.
 */

/** Attribute names whose value is a secret by what the name says, in any spelling of a header or a field. */
export const BLOCKED_KEY_PATTERNS = [
  '(?i).*(authorization|cookie|password|passwd|secret|api[-_.]?key|private[-_.]?key|credential).*',
  '(?i).*(access|refresh|id|session|csrf|auth)[-_.]?token.*',
] as const;

/** Values that are secrets or personal data wherever they turn up. */
export const BLOCKED_VALUES = [
  // Authorization header values (RFC 6750, RFC 7617) that were logged or put into an attribute.
  '(?i)\\b(bearer|basic)\\s+[a-z0-9._~+/=-]{8,}',
  // JSON Web Tokens: three base64url parts, of which the first two begin with `{"`.
  '\\beyJ[A-Za-z0-9_-]{5,}\\.eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]*',
  // Card numbers by issuer prefix: Visa, Mastercard, American Express.
  '\\b(4[0-9]{12}([0-9]{3})?|5[1-5][0-9]{14}|3[47][0-9]{13})\\b',
] as const;

/** The redaction processor's configuration. */
export function redaction(): object {
  return {
    allow_all_keys: true,
    blocked_key_patterns: [...BLOCKED_KEY_PATTERNS],
    blocked_values: [...BLOCKED_VALUES],
    // A list of what was masked would itself tell where secrets are.
    summary: 'silent',
  };
}
