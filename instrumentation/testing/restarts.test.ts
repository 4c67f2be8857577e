import { type Gateway, preloadArgs, request, startGateway, stopGateways } from './gateway';
import { until } from './until';

jest.setTimeout(60_000);
afterEach(stopGateways);

/** Crashes a worker of a clustered gateway, lets the rest answer, ends it in order, and says how the workers ended. */
async function lifeOf(gateway: Gateway): Promise<{ exit: unknown; ends: unknown; workers: number }> {
  const workers = new Set<string>();
  workers.add((await request(`${gateway.url}/crash`)).body);
  await until('three workers have answered', async () => {
    // While the crashed one is being noticed, a connection may still be handed to it, and is then never answered.
    const signal = AbortSignal.timeout(1000);
    workers.add(
      (await request(gateway.url, { signal }).catch(() => ({ body: [...workers][0] as string }))).body,
    );
    return workers.size === 3;
  });
  const exit = await gateway.stop();
  return { exit, ends: /ends (.*)/.exec(gateway.stdout())?.[1], workers: workers.size };
}

test('a cluster whose worker crashes and whose workers are disconnected lives as without the preload', async () => {
  const bare = await lifeOf(await startGateway('clustered.cjs', { preload: false }));
  const watched = await lifeOf(await startGateway('clustered.cjs'));
  expect(bare).toEqual({ exit: { code: 0, signal: null }, ends: '[9,0,0]', workers: 3 });
  expect(watched).toEqual(bare);
});

test('a process manager that ends a gateway and starts the next at once finds the ports free', async () => {
  const first = await startGateway('raw.cjs');
  const port = new URL(first.adminUrl).port;
  // PM2 ends with SIGINT.
  expect(await first.stop('SIGINT')).toEqual({ code: null, signal: 'SIGINT' });
  for (let round = 0; round < 3; round++) {
    const gateway = await startGateway('raw.cjs', { env: { GATEWATCH_ADMIN_PORT: port }, admin: false });
    expect((await request(gateway.url)).body).toBe('hello\n');
    const { status } = await until('the admin port answers', () =>
      request(`http://127.0.0.1:${port}/health`).catch(() => undefined),
    );
    expect(status).toBe(200);
    await gateway.stop('SIGINT');
    expect(gateway.stderr()).toBe('');
  }
});

test('child processes and worker threads work as they do without the preload', async () => {
  const answers = [];
  for (const preload of [false, true]) {
    const gateway = await startGateway('offspring.cjs', {
      preload,
      // Reaches every Node.js that the gateway starts, as NODE_OPTIONS of a container does.
      env: preload ? { NODE_OPTIONS: preloadArgs.join(' ') } : {},
    });
    answers.push((await request(gateway.url)).body);
    if (preload) {
      const samples = await until('the request is counted', async () => {
        const now = await gateway.metrics();
        return now.sum('http_server_requests_total') > 0 && now;
      });
      // That of the worker thread is not among them.
      expect(samples.sum('http_server_requests_total')).toBe(1);
      expect(samples.sum('http_client_request_duration_seconds_count')).toBe(1);
    }
  }
  expect(JSON.parse(answers[0] as string)).toEqual({ stdout: '42\n', status: 3, worker: 'from the worker' });
  expect(answers[1]).toBe(answers[0]);
});
