import { packageCopies } from './copies';
import { reportCopies } from './copies-report';
import { HealthRegistry } from './registry';

const FILES = [
  '/app/gateway.js',
  '/app/node_modules/gatewatch/node_modules/@opentelemetry/api/build/src/index.js',
  '/app/node_modules/gatewatch/node_modules/@opentelemetry/api/build/src/trace.js',
  '/app/node_modules/@opentelemetry/api/build/src/index.js',
  '/app/node_modules/@opentelemetry/api-logs/build/src/index.js',
  '/app/node_modules/prom-client/index.js',
];
const OURS = '/app/node_modules/gatewatch/node_modules/@opentelemetry/api';
const copies = (version: string) =>
  packageCopies(FILES, [OURS], (folder) => (folder === OURS ? '1.9.1' : version));

test('copies are told by their folders', () => {
  expect(copies('1.10.0')).toEqual([
    { name: '@opentelemetry/api', version: '1.9.1', path: OURS, isOurs: true },
    {
      name: '@opentelemetry/api',
      version: '1.10.0',
      path: '/app/node_modules/@opentelemetry/api',
      isOurs: false,
    },
    { name: 'prom-client', version: '1.10.0', path: '/app/node_modules/prom-client', isOurs: false },
  ]);
});

test.each([
  ['1.10.0', '1.9.1', 'degraded', 'its spans are lost'],
  ['1.10.0', '1.10.0', 'ok', 'works with the one that is registered'],
  ['1.8.0', '1.9.1', 'ok', 'works with the one that is registered'],
  ['2.0.0', '1.9.1', 'degraded', 'its spans are lost'],
])('a copy %s beside a registered %s is %s', (version, registered, status, words) => {
  const health = new HealthRegistry();
  reportCopies(health, copies(version), registered);
  expect(health.components()['copies']?.status).toBe(status);
  expect(health.components()['copies']?.message).toContain(words);
  expect(health.components()['copies']?.message).toContain('its metrics are not on the admin port');
});

test('one copy of each is nothing to speak of', () => {
  const health = new HealthRegistry();
  reportCopies(
    health,
    packageCopies(FILES.slice(0, 3), [OURS], () => '1.9.1'),
    '1.9.1',
  );
  expect(health.components()).toEqual({});
});
