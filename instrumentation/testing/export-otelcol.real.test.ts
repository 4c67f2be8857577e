import { ask } from './ask';
import { locateTool } from '../../tools';
import { startGateway, stopGateways } from './gateway';
import { freePort, type Otelcol, startOtelcol } from './otelcol';
import type { ReceivedSpan } from './otlp-decode';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { allDelivered, exportCounts, startTracedGateway } from './traced-gateway';
import { until } from './until';

jest.setTimeout(120_000);

let sink: OtlpReceiver;
let collectors: Otelcol[] = [];
beforeEach(async () => {
  sink = await startOtlpReceiver();
});
afterEach(async () => {
  await stopGateways();
  await Promise.all(collectors.map((collector) => collector.stop('SIGKILL')));
  collectors = [];
  await sink.stop();
});

/** The real collector on the port given; it hands on what it accepts to the sink. */
async function startCollector(port: number): Promise<Otelcol> {
  const binary = locateTool('otelcol');
  const collector = await startOtelcol({ binary, protocol: 'grpc', port, sink: `127.0.0.1:${sink.port}` });
  collectors.push(collector);
  return collector;
}

const gateway = (port: number, env: Record<string, string> = {}) =>
  startTracedGateway(`127.0.0.1:${port}`, env);

function expectUnique(spans: readonly ReceivedSpan[]): void {
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
}

it('delivers to the real collector exactly what ended', async () => {
  const port = await freePort();
  await startCollector(port);
  const upstream = await gateway(port, { OTEL_SERVICE_NAME: 'upstream' });
  const it = await gateway(port, { UPSTREAM_URL: upstream.url });
  await ask(`${it.url}/proxy?path=/ok`, 20, 1000).done;
  await until('the queues are empty', async () => {
    const [own, upstreams] = [await exportCounts(it), await exportCounts(upstream)];
    return own.queued + upstreams.queued === 0 && own.ended === 2000 && upstreams.ended === 1000;
  });
  expect(await exportCounts(it)).toEqual(allDelivered(2000));
  expect(await exportCounts(upstream)).toEqual(allDelivered(1000));
  const { spans } = sink;
  expect(spans).toHaveLength(3000);
  expectUnique(spans);
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const roots = spans.filter(({ parentSpanId }) => parentSpanId === '');
  expect(roots).toHaveLength(1000);
  expect(spans.every(({ parentSpanId }) => parentSpanId === '' || ids.has(parentSpanId))).toBe(true);
});

it('loses nothing while the collector is away and comes back', async () => {
  const port = await freePort();
  const it = await gateway(port);
  await ask(`${it.url}/ok`, 20, 500).done;
  const first = await startCollector(port);
  await until('the queue is empty', async () => (await exportCounts(it)).exported === 500);
  await first.stop();
  await ask(`${it.url}/ok`, 20, 500).done;
  await startCollector(port);
  await until('the queue is empty', async () => {
    const { queued, ended } = await exportCounts(it);
    return queued === 0 && ended === 1000;
  });
  expect(await exportCounts(it)).toEqual(allDelivered(1000));
  const { spans } = sink;
  expect(spans).toHaveLength(1000);
  expectUnique(spans);
});

it('SIGTERM under load: every answered request has its span, and the process ends as without the preload', async () => {
  const port = await freePort();
  await startCollector(port);
  const bare = await startGateway('traced.cjs', { preload: false });
  const it = await gateway(port, { OTEL_BSP_SCHEDULE_DELAY: '60000' });
  const load = ask(`${it.url}/slow?ms=5`, 30);
  await until('load is on', () => load.answered() > 500);
  const ending = await it.stop('SIGTERM');
  await load.done;
  expect(ending).toEqual(await bare.stop('SIGTERM'));
  expect(it.stderr()).not.toContain('not sent');
  const { spans } = sink;
  expectUnique(spans);
  expect(spans.length).toBeGreaterThanOrEqual(load.answered());
});
