import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateTool } from '../../tools';
import { startGateway, stopGateways } from './gateway';
import { allDelivered, exportCounts, startTracedGateway } from './traced-gateway';
import { until } from './until';

jest.setTimeout(120_000);

interface FileSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
}
interface FileRequest {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly FileSpan[] }[];
  }[];
}

let folder: string;
const collectors = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-otelcol-'));
});
afterEach(async () => {
  await stopGateways();
  await Promise.all([...collectors].map((collector) => stopCollector(collector, 'SIGKILL')));
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** The real collector on the port given; what it accepts goes to a file of the name given. */
async function startCollector(port: number, file: string): Promise<ChildProcess> {
  const config = {
    receivers: { otlp: { protocols: { grpc: { endpoint: `127.0.0.1:${port}` } } } },
    exporters: { file: { path: join(folder, file) } },
    service: {
      telemetry: { metrics: { level: 'none' } },
      pipelines: { traces: { receivers: ['otlp'], exporters: ['file'] } },
    },
  };
  const path = join(folder, `${file}.config.json`);
  writeFileSync(path, JSON.stringify(config));
  const collector = spawn(locateTool('otelcol'), ['--config', path], { stdio: ['ignore', 'ignore', 'pipe'] });
  collectors.add(collector);
  let output = '';
  collector.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await until('the collector listens', async () => {
    if (collector.exitCode !== null) throw new Error(`otelcol ended with ${collector.exitCode}: ${output}`);
    return accepts(port);
  });
  return collector;
}

async function stopCollector(collector: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  collectors.delete(collector);
  if (collector.exitCode !== null || collector.signalCode !== null) return;
  const ended = once(collector, 'exit');
  collector.kill(signal);
  await ended;
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Spans that the collector has written to a file; complete once it has been stopped. */
function written(file: string): FileSpan[] {
  const path = join(folder, file);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => (JSON.parse(line) as FileRequest).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans);
}

const gateway = (port: number, env: Record<string, string> = {}) =>
  startTracedGateway(`127.0.0.1:${port}`, env);

/** Asks `url` with as many clients until it answers no more or `requests` were sent; returns how many were answered. */
function ask(
  url: string,
  clients: number,
  requests = Infinity,
): { answered: () => number; done: Promise<void> } {
  let sent = 0;
  let answered = 0;
  const client = async (): Promise<void> => {
    while (sent < requests) {
      sent += 1;
      try {
        await (await fetch(url)).text();
        answered += 1;
      } catch {
        return;
      }
    }
  };
  const done = Promise.all(Array.from({ length: clients }, client)).then(() => undefined);
  return { answered: () => answered, done };
}

function expectUnique(spans: readonly FileSpan[]): void {
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
}

it('delivers to the real collector exactly what ended', async () => {
  const port = await freePort();
  const collector = await startCollector(port, 'spans');
  const upstream = await gateway(port, { OTEL_SERVICE_NAME: 'upstream' });
  const it = await gateway(port, { UPSTREAM_URL: upstream.url });
  await ask(`${it.url}/proxy?path=/ok`, 20, 1000).done;
  await until('the queues are empty', async () => {
    const counts = [await exportCounts(it), await exportCounts(upstream)];
    return counts.every(({ queued, ended }) => queued === 0 && ended > 0);
  });
  expect(await exportCounts(it)).toEqual(allDelivered(2000));
  expect(await exportCounts(upstream)).toEqual(allDelivered(1000));
  await stopCollector(collector);
  const spans = written('spans');
  expect(spans).toHaveLength(3000);
  expectUnique(spans);
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const roots = spans.filter(({ parentSpanId }) => (parentSpanId ?? '') === '');
  expect(roots).toHaveLength(1000);
  expect(spans.every(({ parentSpanId }) => (parentSpanId ?? '') === '' || ids.has(parentSpanId ?? ''))).toBe(
    true,
  );
});

it('loses nothing while the collector is away and comes back', async () => {
  const port = await freePort();
  const it = await gateway(port);
  await ask(`${it.url}/ok`, 20, 500).done;
  const first = await startCollector(port, 'first');
  await until('the queue is empty', async () => (await exportCounts(it)).exported === 500);
  await stopCollector(first);
  await ask(`${it.url}/ok`, 20, 500).done;
  const second = await startCollector(port, 'second');
  await until('the queue is empty', async () => (await exportCounts(it)).queued === 0);
  expect(await exportCounts(it)).toEqual(allDelivered(1000));
  await stopCollector(second);
  const spans = [...written('first'), ...written('second')];
  expect(spans).toHaveLength(1000);
  expectUnique(spans);
});

it('SIGTERM under load: every answered request has its span, and the process ends as without the preload', async () => {
  const port = await freePort();
  const collector = await startCollector(port, 'spans');
  const bare = await startGateway('traced.cjs', { preload: false });
  const it = await gateway(port, { OTEL_BSP_SCHEDULE_DELAY: '60000' });
  const load = ask(`${it.url}/slow?ms=5`, 30);
  await until('load is on', () => load.answered() > 500);
  const ending = await it.stop('SIGTERM');
  await load.done;
  expect(ending).toEqual(await bare.stop('SIGTERM'));
  expect(it.stderr()).not.toContain('not sent');
  await stopCollector(collector);
  const spans = written('spans');
  expectUnique(spans);
  expect(spans.length).toBeGreaterThanOrEqual(load.answered());
});
