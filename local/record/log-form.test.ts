import { logForm } from './log-form';

test.each([
  ['2026-01-19T14:30:00Z', 'ISO 8601 in UTC'],
  ['2026-01-19T14:30:00.123Z', 'ISO 8601 in UTC'],
  ['2026-01-19T14:30:00+01:00', 'text'],
  [1_768_833_000_000, 'number'],
  ['INFO', 'capital letters'],
  ['info', 'text'],
  ['a1b2c3d4e5f67890', 'id'],
  ['a1b2c3d4e5f67890a1b2c3d4e5f67890', 'id'],
  [null, 'other'],
])('%p is %s', (value, form) => expect(logForm(value)).toBe(form));
