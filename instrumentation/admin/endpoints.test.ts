import { loadConfig } from '../config/load';
import { bind } from '../contract';
import { observability } from '../health/observability';
import { HealthRegistry } from '../health/registry';
import { healthSnapshot } from '../health/snapshot';
import { noServerObserver } from '../http/observer';
import { MetricsRegistry } from '../metrics/registry';
import { defaultPreset } from '../presets/default';
import { Sampling } from '../tracing/sampling/control';
import { DEFAULT_POLICY } from '../tracing/sampling/policy';
import { endpoints } from './endpoints';
import type { AdminResponse } from './response';
import { Refusal } from './response';
import type { AdminMethod, AdminRequest } from './routes';
import { adminRequest } from './testing/admin-request';

const CANARY = 'canary-5f1c';

function setUp(env: Record<string, string> = {}) {
  const { config, problems } = loadConfig(env);
  const health = new HealthRegistry();
  const registry = new MetricsRegistry(bind(defaultPreset));
  const version = '1.2.3';
  const flushed: (() => void)[] = [];
  const routes = endpoints({
    config,
    health,
    registry,
    snapshot: () => healthSnapshot({ health, registry, config, problems, version }),
    observability: () => observability({ health, config, problems, version }),
    collector: { state: () => Promise.resolve({ accepts: true, checkedAgeSeconds: 1 }) },
    flush: async () => flushed.forEach((settle) => settle()),
    sampling: new Sampling({ ...DEFAULT_POLICY, ratio: 1 }),
    alerts: undefined,
    observer: noServerObserver,
    traceContext: () => undefined,
  });
  const ask = async (path: string, method: AdminMethod = 'GET', change: Partial<AdminRequest> = {}) => {
    const request = adminRequest({ path, method, ...change });
    try {
      return read((await routes[path]?.methods[method]?.(request)) as AdminResponse);
    } catch (error) {
      if (error instanceof Refusal) return read(error.response);
      throw error;
    }
  };
  return { routes, registry, health, flushed, ask };
}

function read({ status, body }: AdminResponse) {
  return {
    status,
    body: JSON.parse(typeof body === 'string' ? body : Buffer.concat(body).toString()) as unknown,
  };
}

test('all but health and metrics is guarded, and metrics too if so configured', () => {
  const guarded = (env: Record<string, string>) =>
    Object.entries(setUp(env).routes).flatMap(([path, { access }]) => (access === 'guarded' ? [path] : []));
  const control = [
    '/metrics/summary',
    '/observability',
    '/trace',
    '/trace/flush',
    '/sampling',
    '/alerts',
    '/alerts/**',
  ];
  expect(guarded({})).toEqual(control);
  expect(guarded({ GATEWATCH_ADMIN_PROTECT_METRICS: 'true' })).toEqual(['/metrics', ...control]);
  expect(Object.keys(setUp({ GATEWATCH_ADMIN_CONTROL: 'false' }).routes)).toEqual([
    '/health',
    '/health/live',
    '/health/ready',
    '/metrics',
  ]);
});

test('a page that cannot be made is a 500 that names the reason, and is counted', async () => {
  const { registry, ask } = setUp();
  registry.scrape = () => Promise.reject(new Error('rendering took longer than 10000 ms'));
  expect(await ask('/metrics')).toEqual({
    status: 500,
    body: { error: 'no metrics: rendering took longer than 10000 ms' },
  });
  expect(registry.samples('self.errors').find(({ labels }) => labels['where'] === 'scrape')?.value).toBe(1);
});

test('the summary adds up requests and shows how full each metric is', async () => {
  const { registry, ask } = setUp();
  const requests = registry.counter('http.requests');
  const request = { method: 'GET', route: '/a', status_code: '200', outcome: 'ok' } as const;
  expect(await ask('/metrics/summary')).toMatchObject({
    body: { requests: { total: 0, successRate: null } },
  });
  requests.inc(request, 8);
  requests.inc({ ...request, status_code: '404', outcome: 'client_error' });
  requests.inc({ ...request, status_code: '500', outcome: 'server_error' });
  requests.inc({ ...request, status_code: 'none', outcome: 'server_aborted' }, 6);
  requests.inc({ ...request, status_code: 'none', outcome: 'timeout' }, 4);
  for (let n = 0; n < 250; n++) registry.gauge('http.requests.in_flight').add({ method: 'GET' }, 1);
  for (let n = 0; n < 210; n++) requests.inc({ ...request, route: `/${n}` }, 0);
  const { body } = await ask('/metrics/summary');
  expect(body).toMatchObject({
    requests: {
      total: 20,
      inFlight: 250,
      // Broken off and timed out are failures, too; what the client did wrong is none.
      successRate: 0.45,
      byOutcome: { ok: 8, client_error: 1, server_error: 1, server_aborted: 6, timeout: 4 },
    },
    overflow: [{ metric: 'http_server_requests_total', label: 'http_route', samples: 11 }],
  });
  const { metrics, samples } = body as { metrics: { id: string }[]; samples: number };
  expect(metrics.find(({ id }) => id === 'http.requests')).toMatchObject({
    series: 205,
    labels: { route: { values: 200, cap: 200 } },
  });
  const page = await registry.render();
  expect(samples).toBe(page.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length);
});

test('observability shows what is installed and why the rest is not, and no secret', async () => {
  const { health, ask } = setUp({
    GATEWATCH_ADMIN_TOKEN: CANARY,
    OTEL_EXPORTER_OTLP_HEADERS: `x-api-key=${CANARY}`,
    OTEL_EXPORTER_OTLP_LOGS_HEADERS: `x-api-key=${CANARY}`,
    GATEWATCH_DISABLED_HOOKS: 'undici',
  });
  health.report('http.express', 'degraded', 'not started: too old');
  const { body } = await ask('/observability');
  expect(JSON.stringify(body)).not.toContain(CANARY);
  expect(body).toMatchObject({
    config: { admin: { token: '***' }, otlp: { headers: { 'x-api-key': '***' } } },
    hooks: expect.arrayContaining([
      { name: 'server', installed: true },
      { name: 'express', installed: false, reason: 'not started: too old' },
      { name: 'undici', installed: false, reason: 'switched off by GATEWATCH_DISABLED_HOOKS' },
    ]) as unknown,
    versions: { gatewatch: '1.2.3', node: process.versions.node },
  });
});

test('a flush says whether everything that had ended is settled', async () => {
  const { registry, flushed, ask } = setUp();
  registry.counter('export.ended').inc({ signal: 'traces' }, 3);
  expect(await ask('/trace/flush', 'POST')).toMatchObject({ status: 503, body: { flushed: false } });
  flushed.push(() => registry.counter('export.exported').inc({ signal: 'traces' }, 3));
  expect(await ask('/trace/flush', 'POST')).toMatchObject({
    status: 200,
    body: { flushed: true, export: { traces: { ended: 3, exported: 3 } } },
  });
});

test('sampling rules are read and replaced; ones that are wrong change nothing', async () => {
  const { ask } = setUp();
  const put = (text: string) => ask('/sampling', 'PUT', { body: async () => text });
  expect(await put('{"ratio":0.5}')).toMatchObject({ status: 200, body: { ratio: 0.5 } });
  const refused = await put('{"ratio":"all"}');
  expect(refused.status).toBe(422);
  expect((refused.body as { problems: string[] }).problems).toEqual([expect.stringContaining('ratio')]);
  expect(await put('{')).toMatchObject({ status: 400 });
  expect(await ask('/sampling')).toMatchObject({ status: 200, body: { ratio: 0.5 } });
});

test('readiness tells how the export is', async () => {
  const { health, ask } = setUp();
  expect(await ask('/health/ready')).toMatchObject({
    status: 200,
    body: {
      status: 'ready',
      collector: { accepts: true },
      export: { traces: { lastSuccessAgeSeconds: null } },
    },
  });
  health.stopping();
  expect(await ask('/health/ready')).toMatchObject({ status: 503, body: { status: 'stopping' } });
});
