import { requestedPackage } from './requested-package';

test.each([
  ['pg', 'pg'],
  ['mysql2/promise', 'mysql2'],
  ['@grpc/grpc-js', '@grpc/grpc-js'],
  ['@smithy/core/protocols', '@smithy/core'],
  ['./pg', undefined],
  ['../node_modules/pg', undefined],
  ['/app/src/pg.js', undefined],
  ['/app/node_modules/pg/lib/index.js', 'pg'],
  ['/app/node_modules/a/node_modules/@redis/client/dist/index.js', '@redis/client'],
  ['node:net', 'node:net'],
])('%s', (request, name) => {
  expect(requestedPackage(request)).toBe(name);
});
