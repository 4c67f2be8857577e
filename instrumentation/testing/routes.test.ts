import { type Gateway, request, startGateway, stopGateways } from './gateway';
import { until } from './until';

jest.setTimeout(60_000);
afterEach(stopGateways);

/** Sends each request and returns what was counted, as `METHOD route status outcome` lines with their counts. */
async function counted(
  gateway: Gateway,
  requests: readonly { path: string; headers?: Record<string, string> }[],
): Promise<Record<string, number>> {
  for (const { path, headers = {} } of requests) await request(gateway.url + path, { headers });
  const samples = await until(`${requests.length} requests are counted`, async () => {
    const now = await gateway.metrics();
    return now.sum('http_server_requests_total') >= requests.length && now;
  });
  const lines = samples
    .of('http_server_requests_total')
    .map(({ labels: l, value }) => [
      `${l['http_request_method']} ${l['http_route']} ${l['http_response_status_code']} ${l['outcome']}`,
      value,
    ]);
  return Object.fromEntries(lines) as Record<string, number>;
}

const paths = (...list: string[]) => list.map((path) => ({ path }));

describe.each(['express4', 'express'])('routes of %s', (module) => {
  test('templates of routes, of routers under literal and parametrised mount points, also after next(err)', async () => {
    const gateway = await startGateway('express.cjs', { args: [module] });
    const seen = await counted(
      gateway,
      paths(
        '/orders/1',
        '/orders/2',
        '/api/v1/boom/7',
        '/api/v1/throws',
        '/api/v1/',
        '/tenants/acme/users/1',
        '/tenants/umbrella/users/2',
        '/proxy/any/thing',
        '/proxy/else',
        '/broken/1',
        '/broken/2/x',
        '/passing/by',
        '/nothing/here',
        '/api/v1/nothing',
      ),
    );
    expect(seen).toEqual({
      'GET /orders/:id 200 ok': 2,
      'GET /api/v1/boom/:id 500 server_error': 1,
      'GET /api/v1/throws 500 server_error': 1,
      'GET /api/v1 200 ok': 1,
      'GET /tenants/:tenant/users/:user 200 ok': 2,
      'GET /proxy/* 200 ok': 2,
      'GET /broken/* 502 server_error': 2,
      'GET unmatched 404 client_error': 3,
    });
  });

  test('handlers see the same req.route and req.baseUrl as without the preload', async () => {
    const gateway = await startGateway('express.cjs', { args: [module] });
    expect((await request(`${gateway.url}/route`)).body).toBe('/route true');
    expect((await request(`${gateway.url}/tenants/acme/users/1`)).body).toBe('/tenants/acme');
  });

  test('the hook can be switched off', async () => {
    const gateway = await startGateway('express.cjs', {
      args: [module],
      env: { GATEWATCH_DISABLED_HOOKS: 'express' },
    });
    expect(await counted(gateway, paths('/orders/1'))).toEqual({ 'GET unmatched 200 ok': 1 });
  });
});

describe.each(['fastify4', 'fastify'])('routes of %s', (module) => {
  test('templates of routes, with prefix, after an exception and for requests that a hook rejects', async () => {
    const gateway = await startGateway('fastify.cjs', { args: [module] });
    const seen = await counted(gateway, [
      { path: '/orders/1' },
      { path: '/orders/2', headers: { authorization: 'bad' } },
      { path: '/api/v1/boom/7' },
      { path: '/nothing' },
    ]);
    expect(seen).toEqual({
      'GET /orders/:id 200 ok': 1,
      'GET /orders/:id 401 client_error': 1,
      'GET /api/v1/boom/:id 500 server_error': 1,
      'GET unmatched 404 client_error': 1,
    });
  });
});

test('routes of a gateway without a framework come from a table', async () => {
  const gateway = await startGateway('raw.cjs', {
    env: { GATEWATCH_ROUTES: 'GET /orders/:id, /missing, POST /status' },
  });
  expect(
    await counted(gateway, paths('/orders/1', '/orders/2?x=/', '/missing', '/status?204', '/orders')),
  ).toEqual({
    'GET /orders/:id 200 ok': 2,
    'GET /missing 404 client_error': 1,
    'GET unmatched 204 ok': 1,
    'GET unmatched 200 ok': 1,
  });
});

test('an ES module gateway is measured without a loader', async () => {
  const gateway = await startGateway('raw.mjs');
  expect(await counted(gateway, paths('/'))).toEqual({ 'GET unmatched 200 ok': 1 });
});
