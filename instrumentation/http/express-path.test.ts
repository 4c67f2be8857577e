import { mountTemplate, routeTemplate } from './express-path';

test.each([
  ['/api/v1', {}, '/api/v1'],
  ['/tenants/42', { tenant: '42' }, '/tenants/:tenant'],
  ['/tenants/a%20b/x', { tenant: 'a b' }, '/tenants/:tenant/x'],
  ['/v2/files', { version: '2' }, '/v:version/files'],
  ['/files/a/b/c', { path: ['a', 'b', 'c'] }, '/files/:path'],
  ['/files/a/b', { 0: 'a/b' }, '/files/:0'],
  ['/x/%E0%A4%A', { id: 'y' }, '/x/%E0%A4%A'],
  ['/a/$&', { id: '$&' }, '/a/:id'],
  ['/x', { optional: undefined }, '/x'],
])('mount point %s with %j', (path, params, template) => {
  expect(mountTemplate(path, params)).toBe(template);
});

test.each([
  ['', '/', '/'],
  ['', '/orders/:id', '/orders/:id'],
  ['/api', '/', '/api'],
  ['/api', '/orders', '/api/orders'],
  ['/api', 'orders', '/api/orders'],
  ['', ['/a', '/b'], '/a|/b'],
  ['', /^\/x\d+$/, '/^\\/x\\d+$/'],
])('route under "%s" with path %s', (mount, path, template) => {
  expect(routeTemplate(mount, path)).toBe(template);
});
