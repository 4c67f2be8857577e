import { fullUrl, parseHost, pathOf } from './url';

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

it('builds the URL of a call without its query', () => {
  expect(fullUrl('http', 'up', 80, '/a?key=1')).toBe('http://up/a');
  expect(fullUrl('https', 'up', 8443, '/a')).toBe('https://up:8443/a');
  expect(fullUrl('https', '::1', 443, '/')).toBe('https://[::1]/');
});
