import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Agent, Pool } from 'undici';
import { telemetry } from '../api';
import { apiGateway } from '../presets/api-gateway';
import { parseMetrics } from '../testing/metrics-text';
import { freePort } from '../testing/otelcol';
import { startRunning, stopRunning } from '../testing/running';
import { until } from '../testing/until';

let upstream: Server;
let host: string;
const held: ServerResponse[] = [];

beforeEach(async () => {
  upstream = createServer((_request, response) => held.push(response)).listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  host = `127.0.0.1:${(upstream.address() as AddressInfo).port}`;
});
afterEach(async () => {
  stopRunning();
  for (const response of held.splice(0)) response.end();
  upstream.close();
  upstream.closeAllConnections();
  await once(upstream, 'close');
});

function setUp() {
  const registry = startRunning(apiGateway);
  return async (name: string, service: string): Promise<readonly (readonly [unknown, number])[]> => {
    const samples = parseMetrics(await registry.render()).of(`connection_pool_${name}`, { service });
    return samples.map(({ labels, value }) => [labels['result'], value] as const);
  };
}

it('shows how many connections of a real pool are in use, and how many there may be', async () => {
  const read = setUp();
  const pool = new Pool(`http://${host}`, { connections: 5 });
  const registered = telemetry.sources.undiciPool(pool, { service: 'stock', connections: 5 });
  const calls = [1, 2, 3].map(() => pool.request({ path: '/', method: 'GET' }));
  await until('all have arrived', () => held.length === 3);
  expect(await read('connections_active', 'stock')).toEqual([[undefined, 3]]);
  expect(await read('connections_limit', 'stock')).toEqual([[undefined, 5]]);
  for (const response of held.splice(0)) response.end();
  await Promise.all(calls.map(async (call) => (await call).body.dump()));
  await until('none is in use', async () => (await read('connections_active', 'stock'))[0]?.[1] === 0);
  registered.unregister();
  expect(await read('connections_limit', 'stock')).toEqual([[undefined, 0]]);
  await pool.close();
});

it('shows the pools of a real agent by origin, and attempts to connect that failed', async () => {
  const read = setUp();
  const agent = new Agent({ connections: 2 });
  telemetry.sources.undiciAgent(agent, { connections: 2 });
  const call = agent.request({ origin: `http://${host}`, path: '/', method: 'GET' });
  await until('it has arrived', () => held.length === 1);
  expect(await read('connections_active', host)).toEqual([[undefined, 1]]);
  held.pop()?.end();
  await (await call).body.dump();

  const nowhere = `127.0.0.1:${await freePort()}`;
  const lost = agent.request({ origin: `http://${nowhere}`, path: '/', method: 'GET' });
  await expect(lost).rejects.toThrow('ECONNREFUSED');
  expect(await read('requests_total', nowhere)).toEqual([['error', 1]]);
  await agent.close();
  await until(
    'its connections are closed',
    async () => (await read('connections_active', host))[0]?.[1] === 0,
  );
});
