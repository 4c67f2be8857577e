import { request, startGateway, stopGateways } from './gateway';
import { until } from './until';

jest.setTimeout(60_000);
afterEach(stopGateways);

test('a worker thread starts nothing; a fork finds the port taken, says so once, and serves', async () => {
  // A port of its own choosing is what the first process has; the fork gets the same number.
  const probe = await startGateway('raw.cjs');
  const port = new URL(probe.adminUrl).port;
  await probe.stop();

  const gateway = await startGateway('forking.cjs', { env: { GATEWATCH_ADMIN_PORT: port }, admin: false });
  const copyPort = /copy (\d+)/.exec(gateway.stdout())?.[1];
  expect((await request(`http://127.0.0.1:${copyPort}/`)).body).toBe('copy\n');
  expect((await request(gateway.url)).body).toBe('first\n');
  await until('the fork has said so', () => gateway.stderr().includes('the port is taken'));
  expect(gateway.stderr().match(/gatewatch:/g)).toHaveLength(1);

  const { body } = await request(`http://127.0.0.1:${port}/metrics`);
  // The requests of the fork are not among those of the first process.
  expect(body).toMatch(/http_server_requests_total\{.*\} 1\n/);
  await gateway.stop();
});
