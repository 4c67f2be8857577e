import { fullUrl, parseHost, pathOf, queryOf } from './url';

it.each([
  ['/orders/7', '/orders/7'],
  ['/orders/7?token=secret', '/orders/7'],
  ['/orders/7#frag', '/orders/7'],
  ['/?a=/b', '/'],
  ['http://host:80/x?q=1', '/x'],
  ['http://host', '/'],
  ['*', '*'],
  ['', ''],
])('pathOf(%j) is %j', (target, path) => {
  expect(pathOf(target)).toBe(path);
});

it.each([
  ['api.example.com', 'api.example.com', undefined],
  ['api.example.com:8080', 'api.example.com', 8080],
  ['[::1]:3000', '[::1]', 3000],
  ['host:port', 'host:port', undefined],
  ['', '', undefined],
])('parseHost(%j)', (header, address, port) => {
  expect(parseHost(header)).toEqual({ address, port });
});

it('builds the URL of a call', () => {
  expect(fullUrl('http', 'up', 80, '/a?key=1', 'none')).toBe('http://up/a');
  expect(fullUrl('https', 'up', 8443, '/a?key=1', 'names')).toBe('https://up:8443/a?key=REDACTED');
  expect(fullUrl('https', '::1', 443, '/', 'values')).toBe('https://[::1]/');
});

it.each([
  ['/a?x=1&y=2#f', 'none', undefined],
  ['/a?x=1&y=2#f', 'values', 'x=1&y=2'],
  ['/a?x=1&secret&=2&y=a=b#f', 'names', 'x=REDACTED&REDACTED&=REDACTED&y=REDACTED'],
  ['/a?', 'values', undefined],
  ['/a', 'names', undefined],
] as const)('queryOf(%j, %j) is %j', (target, mode, query) => {
  expect(queryOf(target, mode)).toBe(query);
});
