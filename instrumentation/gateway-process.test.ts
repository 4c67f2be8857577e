import { isGatewayProcess } from './gateway-process';

test.each([
  ['/srv/gateway.js', true, true],
  [undefined, true, true],
  ['/srv/npm-proxy.js', true, true],
  ['/usr/lib/node_modules/npm/bin/npm-cli.js', true, false],
  ['/usr/bin/npx', true, false],
  ['/usr/bin/yarn.js', true, false],
  ['/x/pnpm.cjs', true, false],
  ['/srv/gateway.js', false, false],
])('%s, main thread %s: %s', (script, isMainThread, expected) => {
  expect(isGatewayProcess(script, isMainThread)).toBe(expected);
});
