import { request, startGateway, stopGateways } from './gateway';

jest.setTimeout(60_000);

const TOKEN = 'canary-2b9d41';

afterEach(stopGateways);

test('gatewayz: two pages without a metric in common, readable from any origin; quantiles of the latency', async () => {
  const { url, adminUrl } = await startGateway('paths.cjs', {
    args: ['http'],
    env: { GATEWATCH_PRESET: 'gatewayz' },
  });
  await request(`${url}/anything`);
  const [main, data, admin] = await Promise.all(
    [`${url}/metrics`, `${url}/prometheus/data/metrics`, `${adminUrl}/metrics`].map((page) => request(page)),
  );
  const families = (text = '') => [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name as string);
  expect(families(data?.body).sort()).toEqual([
    'circuit_breaker_state',
    'error_rate',
    'health_score',
    'provider_availability',
  ]);
  expect(families(main?.body)).toContain('fastapi_requests_total');
  expect([...families(main?.body), ...families(data?.body)].sort()).toEqual(families(admin?.body).sort());
  expect(main?.headers['access-control-allow-origin']).toBe('*');
  expect(admin?.headers['access-control-allow-origin']).toBeUndefined();
  const stats = JSON.parse((await request(`${url}/api/monitoring/stats/realtime`)).body) as Record<
    string,
    number
  >;
  expect(Object.keys(stats)).toEqual(['timestamp', 'correlation_id', 'service', 'p50', 'p95', 'p99']);
  expect(stats['p50']).toBeGreaterThan(0);
  expect(stats['p99']).toBeGreaterThanOrEqual(stats['p50'] as number);
});

test('eucora: its path, and a content type of its own', async () => {
  const { url } = await startGateway('paths.cjs', { args: ['http'], env: { GATEWATCH_PRESET: 'eucora' } });
  const { status, headers } = await request(`${url}/api/v1/metrics/`);
  expect([status, headers['content-type']]).toEqual([200, 'text/plain; version=1.0.0; charset=utf-8']);
});

test('without a token, what asks for one is for nobody, and the debug endpoints are the gateway’s', async () => {
  const { url } = await startGateway('paths.cjs', {
    args: ['http'],
    env: { GATEWATCH_PRESET: 'api-gateway' },
  });
  const refused = await request(`${url}/api/v1/metrics`);
  expect([refused.status, refused.body]).toEqual([403, expect.stringContaining('GATEWATCH_ADMIN_TOKEN')]);
  expect((await request(`${url}/api/v1/debug/trace-context`)).body).toBe('own route');
});

test('a path prefix has the admin paths on the gateway’s own server, without a port', async () => {
  const { url } = await startGateway('paths.cjs', {
    args: ['express'],
    admin: false,
    env: {
      GATEWATCH_ADMIN_PATH_PREFIX: '/_gatewatch',
      GATEWATCH_ADMIN_PORT: 'none',
      GATEWATCH_ADMIN_TOKEN: TOKEN,
    },
  });
  const statuses = async (paths: readonly string[], headers = {}) =>
    Promise.all(paths.map(async (path) => (await request(url + path, { headers })).status));
  expect(await statuses(['/_gatewatch/health', '/_gatewatch/metrics', '/_gatewatch/observability'])).toEqual([
    200, 200, 401,
  ]);
  const headers = { authorization: `Bearer ${TOKEN}` };
  expect(await statuses(['/_gatewatch/sampling', '/_gatewatch/nothing', '/_gatewatch'], headers)).toEqual([
    404, 404, 404,
  ]);
  expect((await request(`${url}/_gatewatcher/health`)).body).toBe('own route');
  expect((await request(`${url}/health`)).body).toBe('own route');
});
