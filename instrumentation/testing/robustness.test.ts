import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { request, startGateway, stopGateways } from './gateway';
import type { HealthSnapshot } from '../health/snapshot';
import { until } from './until';

jest.setTimeout(60_000);
afterEach(stopGateways);

/** Lines that the preload has written. */
const linesOf = (stderr: string): string[] =>
  stderr.split('\n').filter((line) => line.startsWith('gatewatch:'));

test('a taken admin port costs one line; the gateway serves', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const port = String((blocker.address() as AddressInfo).port);
  try {
    const gateway = await startGateway('raw.cjs', { env: { GATEWATCH_ADMIN_PORT: port }, admin: false });
    expect((await request(gateway.url)).body).toBe('hello\n');
    await until('the line is written', () => linesOf(gateway.stderr()).length > 0);
    expect(linesOf(gateway.stderr())).toEqual([
      `gatewatch: warning: no /metrics and /health on 127.0.0.1:${port}: the port is taken; ` +
        'set GATEWATCH_ADMIN_PORT or GATEWATCH_ADMIN_HOST',
    ]);
  } finally {
    blocker.close();
  }
});

test('every mistake in the configuration gets a line, all at once, and degrades the health', async () => {
  const gateway = await startGateway('raw.cjs', {
    env: {
      TRACE_SAMPLE_RATE: 'half',
      GATEWATCH_PRESET: 'nonesuch',
      GATEWATCH_ADMIN_HOTS: '0.0.0.0',
      OTEL_EXPORTER_OTLP_HEADERS: 'no-equals-sign-but-secret',
    },
  });
  expect((await request(gateway.url)).status).toBe(200);
  const warnings = linesOf(gateway.stderr()).filter((line) => line.includes('warning'));
  expect(warnings.map((line) => /warning: (\w+)/.exec(line)?.[1]).sort()).toEqual([
    'GATEWATCH_ADMIN_HOTS',
    'GATEWATCH_PRESET',
    'OTEL_EXPORTER_OTLP_HEADERS',
    'TRACE_SAMPLE_RATE',
  ]);
  expect(gateway.stderr()).toContain('did you mean GATEWATCH_ADMIN_HOST?');
  expect(gateway.stderr()).not.toContain('secret');

  const health = await gateway.admin<HealthSnapshot>('/health');
  expect(health.status).toBe('degraded');
  expect(health.configProblems).toHaveLength(4);
  expect((await gateway.metrics()).sum('gatewatch_degraded')).toBe(1);
  expect((await request(`${gateway.adminUrl}/health/ready`)).status).toBe(200);
});

test('an unreachable collector degrades the health and costs one line; the gateway serves', async () => {
  const gateway = await startGateway('raw.cjs', {
    env: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTLP_ENDPOINT: '127.0.0.1:1',
      OTEL_BSP_SCHEDULE_DELAY: '10',
      GATEWATCH_SHUTDOWN_DEADLINE_MS: '10',
    },
  });
  const health = await until('the export is degraded', async () => {
    expect((await request(gateway.url)).status).toBe(200);
    const now = await gateway.admin<HealthSnapshot>('/health');
    return now.status === 'degraded' && now;
  });
  expect(health.components['export.traces']?.status).toBe('degraded');
  const { ended, exported, dropped, queued, lastSuccessAgeSeconds } = health.export['traces'] ?? {};
  expect(exported).toBe(0);
  expect(lastSuccessAgeSeconds).toBeNull();
  expect(ended).toBeGreaterThan(0);
  expect(ended).toBe((dropped ?? 0) + (queued ?? 0));
  expect(linesOf(gateway.stderr()).filter((line) => line.includes('warning'))).toHaveLength(1);
});

test('the admin port answers only what it serves', async () => {
  const { adminUrl } = await startGateway('raw.cjs');
  const unknown = await request(`${adminUrl}/nothing`);
  expect(unknown.status).toBe(404);
  expect((JSON.parse(unknown.body) as { paths: string[] }).paths).toEqual([
    '/health',
    '/health/live',
    '/health/ready',
    '/metrics',
    '/metrics/summary',
    '/observability',
    '/trace',
    '/trace/flush',
    '/alerts',
    '/alerts/**',
  ]);
  const written = await request(`${adminUrl}/metrics`, { method: 'POST' });
  expect([written.status, written.headers['allow']]).toEqual([405, 'GET, HEAD']);
  const head = await request(`${adminUrl}/metrics`, { method: 'HEAD' });
  expect([head.status, head.body]).toEqual([200, '']);
  expect(head.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect((await request(`${adminUrl}/health/live?probe=1`)).status).toBe(200);
});

test.each([
  ['of a signal', {}],
  ['by a handler of its own', { OWN_SIGTERM: '1' }],
])('the gateway ends %s as it does without the preload', async (_how, env) => {
  const bare = await startGateway('raw.cjs', { preload: false, env });
  const watched = await startGateway('raw.cjs', { env });
  await request(watched.url);
  expect(await watched.stop()).toEqual(await bare.stop());
});

test('a disabled preload stands aside: no line, no port', async () => {
  const gateway = await startGateway('raw.cjs', { admin: false, env: { OTEL_SDK_DISABLED: 'true' } });
  expect((await request(gateway.url)).body).toBe('hello\n');
  expect(gateway.stderr()).toBe('');
});
