/** What values in a log line can be told to be, in the words of the requirements. */
export const LOG_FORMS = ['ISO 8601 in UTC', 'capital letters'] as const;
export type LogForm = (typeof LOG_FORMS)[number] | 'id' | 'number' | 'text' | 'other';

const PATTERNS: readonly (readonly [form: LogForm, pattern: RegExp])[] = [
  ['ISO 8601 in UTC', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/],
  ['capital letters', /^[A-Z]+$/],
  ['id', /^([0-9a-f]{16}){1,2}$/],
];

/** The form of a value of a log line. */
export function logForm(value: unknown): LogForm {
  if (typeof value === 'number') return 'number';
  if (typeof value !== 'string') return 'other';
  return PATTERNS.find(([, pattern]) => pattern.test(value))?.[0] ?? 'text';
}
