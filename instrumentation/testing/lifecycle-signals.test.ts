import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Gateway, startGateway, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { startTracedGateway } from './traced-gateway';
import { until } from './until';

jest.setTimeout(60_000);

let collector: OtlpReceiver;
beforeEach(async () => {
  collector = await startOtlpReceiver();
});
afterEach(async () => {
  await stopGateways();
  await collector.stop();
});

// A delay that no test waits for: what arrives was flushed.
const NEVER = '3000000';

const gateway = (env: Record<string, string> = {}) =>
  startTracedGateway(collector.endpoint, { OTEL_BSP_SCHEDULE_DELAY: NEVER, ...env });

async function requestIsOpen(it: Gateway): Promise<void> {
  await until('the request is open', async () => {
    return (await it.metrics()).sum('http_server_active_requests') === 1;
  });
}

/** Sends requests without pause until the gateway takes none any more; returns how many were answered. */
function keepAsking(url: string, clients: number): { answered: () => number; done: Promise<void> } {
  let answered = 0;
  const client = async (): Promise<void> => {
    for (;;) {
      try {
        await (await fetch(`${url}/slow?ms=5`)).text();
        answered += 1;
      } catch {
        return;
      }
    }
  };
  const done = Promise.all(Array.from({ length: clients }, client)).then(() => undefined);
  return { answered: () => answered, done };
}

describe('a gateway without handlers of its own', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'under load: ends of %s, with every span delivered',
    async (signal) => {
      const it = await gateway();
      const load = keepAsking(it.url, 20);
      await until('load is on', () => load.answered() > 200);
      it.child.kill(signal);
      expect(await it.ended).toEqual({ code: null, signal });
      await load.done;
      expect(collector.spans.length).toBeGreaterThanOrEqual(load.answered());
      expect(new Set(collector.spans.map(({ spanId }) => spanId)).size).toBe(collector.spans.length);
      expect(it.stderr()).not.toContain('not sent');
    },
  );

  it('lets open requests end, says it is not ready, and takes no new connection meanwhile', async () => {
    const it = await gateway();
    const slow = fetch(`${it.url}/slow?ms=1000`);
    await requestIsOpen(it);
    it.child.kill('SIGTERM');
    await until('it is not ready', async () => (await fetch(`${it.adminUrl}/health/ready`)).status === 503);
    await expect(fetch(`${it.url}/ok`)).rejects.toThrow();
    expect(await (await slow).text()).toBe('late');
    expect(await it.ended).toEqual({ code: null, signal: 'SIGTERM' });
    expect(collector.spans).toHaveLength(1);
  });

  it('ends at the deadline although a request and the collector hang, and says what was lost', async () => {
    collector.answer = () => undefined;
    const it = await gateway({ GATEWATCH_SHUTDOWN_DEADLINE_MS: '1000' });
    await fetch(`${it.url}/ok`);
    void fetch(`${it.url}/slow?ms=60000`).catch(() => undefined);
    await requestIsOpen(it);
    const begun = Date.now();
    it.child.kill('SIGTERM');
    expect(await it.ended).toEqual({ code: null, signal: 'SIGTERM' });
    expect(Date.now() - begun).toBeLessThan(2500);
    expect(it.stderr()).toMatch(/1 span\(s\) or log record\(s\) were not sent within 1000 ms after SIGTERM/);
  });

  it('ends at once at a second signal', async () => {
    const it = await gateway();
    void fetch(`${it.url}/slow?ms=60000`).catch(() => undefined);
    await requestIsOpen(it);
    it.child.kill('SIGTERM');
    await until('it is not ready', async () => (await fetch(`${it.adminUrl}/health/ready`)).status === 503);
    it.child.kill('SIGTERM');
    expect(await it.ended).toEqual({ code: null, signal: 'SIGTERM' });
  });

  it('delivers what a restarting collector was not there for', async () => {
    const { port } = collector;
    const it = await gateway();
    await fetch(`${it.url}/ok`);
    await collector.stop();
    it.child.kill('SIGTERM');
    await until('it is not ready', async () => (await fetch(`${it.adminUrl}/health/ready`)).status === 503);
    collector = await startOtlpReceiver(port);
    expect(await it.ended).toEqual({ code: null, signal: 'SIGTERM' });
    expect(collector.spans).toHaveLength(1);
  });
});

describe('a gateway with handlers of its own', () => {
  it.each([
    ['server.close and process.exit', 'close', { code: 3, signal: null }],
    ['server.close and an exit code', 'close-and-return', { code: 4, signal: null }],
    ['process.exit at once', 'exit', { code: 7, signal: null }],
  ])('ends as without the preload: %s', async (_name, ON_SIGNAL, ending) => {
    const bare = await startGateway('traced.cjs', { preload: false, env: { ON_SIGNAL } });
    expect(await bare.stop()).toEqual(ending);
    const it = await gateway({ ON_SIGNAL });
    expect(await it.stop()).toEqual(ending);
  });

  it.each(['close', 'close-and-return'])(
    'loses no span of the requests it drains (%s)',
    async (ON_SIGNAL) => {
      const it = await gateway({ ON_SIGNAL });
      const slow = fetch(`${it.url}/slow?ms=300`, { headers: { connection: 'close' } });
      await until('the request is open', async () => {
        const samples = await it.metrics();
        return samples.sum('http_server_active_requests') === 1;
      });
      it.child.kill('SIGTERM');
      expect(await (await slow).text()).toBe('late');
      await it.ended;
      expect(collector.spans).toHaveLength(1);
    },
  );

  it('goes on if its handler wants it to, and its spans are sent without waiting for a batch', async () => {
    const it = await gateway({ ON_SIGNAL: 'ignore' });
    await fetch(`${it.url}/ok`);
    it.child.kill('SIGTERM');
    await until('the first span has come', () => collector.spans.length === 1);
    await fetch(`${it.url}/ok`);
    await until('the second span has come', () => collector.spans.length === 2);
    it.child.kill('SIGTERM');
    await until('its handler ran twice', () => it.stdout().match(/ignored/g)?.length === 2);
    expect(it.child.exitCode).toBeNull();
  });

  it('says what was lost if it exits before anything can be sent', async () => {
    const it = await gateway({ ON_SIGNAL: 'exit' });
    await fetch(`${it.url}/ok`);
    expect(await it.stop()).toEqual({ code: 7, signal: null });
    expect(it.stderr()).toMatch(/1 span\(s\) or log record\(s\) were not sent/);
  });
});

describe('a program that ends by itself', () => {
  async function job(env: Record<string, string>) {
    const upstream = createServer((_request, response) => response.end('ok'));
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/`;
    try {
      const it = await startGateway('job.cjs', {
        env: {
          OTEL_TRACES_EXPORTER: 'otlp',
          OTEL_BSP_SCHEDULE_DELAY: NEVER,
          URL: url,
          ...env,
        },
      });
      const begun = Date.now();
      return { ...(await it.ended), tookMs: Date.now() - begun, stderr: it.stderr() };
    } finally {
      upstream.closeAllConnections();
      upstream.close();
    }
  }

  it('flushes before it ends, and keeps its exit code', async () => {
    const ending = await job({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
    expect(ending).toMatchObject({ code: 5, signal: null });
    expect(collector.spans).toHaveLength(1);
    expect(ending.tookMs).toBeLessThan(3000);
  });

  it('is held up no longer than the deadline while the collector is away', async () => {
    const endpoint = collector.endpoint;
    await collector.stop();
    const ending = await job({
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      GATEWATCH_SHUTDOWN_DEADLINE_MS: '700',
    });
    expect(ending).toMatchObject({ code: 5, signal: null });
    expect(ending.tookMs).toBeLessThan(3000);
    expect(ending.stderr).toMatch(/1 span\(s\) or log record\(s\) were not sent/);
  });
});
