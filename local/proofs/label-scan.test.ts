import { labelFindings } from './label-scan';

const NONE = new Set<string>();
const found = (value: string, rawPaths: ReadonlySet<string> = NONE): string | undefined =>
  labelFindings([{ __name__: 'requests', route: value }], rawPaths)[0]?.looksLike;

test.each([
  ['ada@example.org', 'an e-mail address'],
  ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'a UUID'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIi', 'a JSON web token'],
  ['Bearer abcdef123', 'a bearer or basic credential'],
  ['sk-abcdefghijkl12345', 'an API key'],
  ['4bf92f3577b34da6a3ce929d0e0e4736', 'a hexadecimal id'],
  ['/orders/1234', 'an id in a path'],
  ['/users/u-42/orders', 'an id in a path'],
  ['/search?q=secret', 'a query'],
])('%s looks like %s', (value, looksLike) => {
  expect(found(value)).toBe(looksLike);
});

test.each([
  ['/orders/:id'],
  ['/api/v1/users/{userId}'],
  ['acme'],
  ['per_minute'],
  ['500'],
  ['TypeError'],
  ['claude-3-5-sonnet'],
  ['unmatched'],
])('%s is a plain value', (value) => {
  expect(found(value)).toBeUndefined();
});

test('a path that was requested, even if it looks harmless', () => {
  expect(found('/reports/monthly', new Set(['/reports/monthly']))).toBe('a raw path');
});

test('labels of the target and bounds of buckets are no content', () => {
  const labels = {
    __name__: 'x',
    instance: '127.0.0.1:1234',
    le: '1000',
    job: 'a@b.org',
    server_address: 'a.b:80',
  };
  expect(labelFindings([labels], NONE)).toEqual([]);
});

test('each value is named once', () => {
  const series = { __name__: 'x', tenant: 'ada@example.org' };
  expect(labelFindings([series, series], NONE)).toHaveLength(1);
});
