import type { Server } from 'node:http';
import { loadConfig } from '../config/load';
import { bind } from '../contract';
import { observability } from '../health/observability';
import { HealthRegistry } from '../health/registry';
import { healthSnapshot } from '../health/snapshot';
import { noServerObserver } from '../http/observer';
import { streamLog } from '../log/log';
import { MetricsRegistry } from '../metrics/registry';
import { defaultPreset } from '../presets/default';
import { startAdmin } from '.';

const open = new Set<Server>();
afterEach(() => {
  for (const server of open) server.close();
  open.clear();
});

/** The lines and the health that a configuration gives. The host is a name, so that nothing is opened to other machines. */
function start(env: Record<string, string>) {
  const { config, problems } = loadConfig({ GATEWATCH_ADMIN_PORT: '0', ...env });
  const lines: string[] = [];
  const health = new HealthRegistry();
  const registry = new MetricsRegistry(bind(defaultPreset));
  const sources = { health, registry, config, problems, version: '1' };
  const server = startAdmin({
    config,
    health,
    registry,
    snapshot: () => healthSnapshot(sources),
    observability: () => observability(sources),
    collector: undefined,
    flush: () => Promise.resolve(),
    sampling: undefined,
    alerts: undefined,
    observer: noServerObserver,
    traceContext: () => undefined,
    log: streamLog((line) => lines.push(line)),
  });
  if (server !== undefined) open.add(server);
  return { lines, isOpen: server !== undefined, status: health.components()['admin.token']?.status };
}

const ELSEWHERE = { GATEWATCH_ADMIN_HOST: '192.0.2.1' };

test('a host that other machines reach, without a token, is one line and a degraded health', () => {
  const { lines, status } = start(ELSEWHERE);
  expect(status).toBe('degraded');
  expect(lines).toEqual([
    'gatewatch: warning: admin port on 192.0.2.1 answers 403 to all but /health and /metrics: other machines reach ' +
      'it and there is no token; set GATEWATCH_ADMIN_TOKEN or GATEWATCH_ADMIN_TOKEN_FILE, or ' +
      'GATEWATCH_ADMIN_CONTROL=false if that is meant\n',
  ]);
});

test.each([
  ['a token', { ...ELSEWHERE, GATEWATCH_ADMIN_TOKEN: 's3cret' }],
  ['nothing to guard', { ...ELSEWHERE, GATEWATCH_ADMIN_CONTROL: 'false' }],
  ['a loopback address', {}],
])('%s is as it should be', (_name, env) => {
  expect(start(env)).toEqual({ lines: [], isOpen: true, status: undefined });
});

test('a token file that cannot be read is said at once', () => {
  const { lines, status } = start({ GATEWATCH_ADMIN_TOKEN_FILE: '/nonexistent/token' });
  expect(status).toBe('degraded');
  expect(lines[0]).toContain('the token file /nonexistent/token cannot be read (ENOENT)');
});

test('no port is opened where none is wanted', () => {
  expect(start({ GATEWATCH_ADMIN_PORT: 'none' })).toEqual({ lines: [], isOpen: false, status: undefined });
});

test('a certificate that cannot be read opens no port without TLS', () => {
  const files = {
    GATEWATCH_ADMIN_TLS_CERTIFICATE: '/nonexistent.pem',
    GATEWATCH_ADMIN_TLS_KEY: '/nonexistent.key',
  };
  expect(() => start(files)).toThrow(
    'GATEWATCH_ADMIN_TLS_CERTIFICATE: /nonexistent.pem cannot be read (ENOENT)',
  );
});
