import { status } from '@grpc/grpc-js';
import { createServer } from 'node:net';
import { type Gateway, stopGateways } from './gateway';
import { startOtlpHttpReceiver } from './otlp-http-receiver';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { allDelivered, exportCounts, startTracedGateway } from './traced-gateway';
import { until } from './until';

jest.setTimeout(60_000);

const collectors: OtlpReceiver[] = [];
afterEach(async () => {
  await stopGateways();
  await Promise.all(collectors.splice(0).map((collector) => collector.stop()));
});

async function collectorAt(port = 0): Promise<OtlpReceiver> {
  const collector = await startOtlpReceiver(port);
  collectors.push(collector);
  return collector;
}

async function load(url: string, requests: number): Promise<void> {
  for (let sent = 0; sent < requests; sent += 20) {
    await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/ok`).then((r) => r.text())));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function warnings(it: Gateway): string[] {
  return it
    .stderr()
    .split('\n')
    .filter((line) => line.includes('collector at'));
}

interface Health {
  readonly status: string;
  readonly components: Readonly<Record<string, { status: string; message?: string }>>;
}

it('keeps spans while the collector is absent and delivers each once when it comes', async () => {
  const port = await freePort();
  const it = await startTracedGateway(`http://127.0.0.1:${port}`);
  await load(it.url, 200);
  await until('health is degraded', async () => (await it.admin<Health>('/health')).status === 'degraded');
  expect(await exportCounts(it)).toEqual({ ...allDelivered(200), exported: 0, queued: 200 });
  const collector = await collectorAt(port);
  await until('all spans have come', () => collector.spans.length >= 200);
  await until('health is ok', async () => (await it.admin<Health>('/health')).status === 'ok');
  // The collector has a span before the gateway has its answer.
  await until('every answer has come', async () => (await exportCounts(it)).queued === 0);
  expect(await exportCounts(it)).toEqual(allDelivered(200));
  expect(new Set(collector.spans.map(({ spanId }) => spanId)).size).toBe(200);
  expect(collector.spans).toHaveLength(200);
  expect(warnings(it)).toEqual([
    expect.stringContaining('does not accept exports (UNAVAILABLE'),
    expect.stringContaining('accepts exports again'),
  ]);
});

it('bounds what it keeps and counts what it drops', async () => {
  const port = await freePort();
  const it = await startTracedGateway(`http://127.0.0.1:${port}`, {
    OTEL_BSP_MAX_QUEUE_SIZE: '50',
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '20',
  });
  await load(it.url, 120);
  await until('every span is counted', async () => (await exportCounts(it)).ended === 120);
  expect(await exportCounts(it)).toEqual({ ...allDelivered(0), ended: 120, queued: 50, queueFull: 70 });
  const collector = await collectorAt(port);
  await until('the kept spans have come', () => collector.spans.length >= 50);
  await until('their answer is counted', async () => (await exportCounts(it)).exported === 50);
});

it('tries again while the collector is overloaded, and gives up what it refuses', async () => {
  const collector = await collectorAt();
  const it = await startTracedGateway(collector.endpoint, { OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '20' });
  collector.answer = (call) =>
    call <= 2 ? { code: status.RESOURCE_EXHAUSTED, details: 'memory limit' } : 'accept';
  await load(it.url, 40);
  await until('all spans have come', async () => (await exportCounts(it)).exported === 40);
  collector.answer = () => ({ code: status.INVALID_ARGUMENT, details: 'malformed' });
  await load(it.url, 20);
  await until('they are given up', async () => (await exportCounts(it)).exportFailed === 20);
  expect(await exportCounts(it)).toMatchObject({ ended: 60, exported: 40, queued: 0 });
  expect(collector.spans).toHaveLength(40);
});

it('gives a call up at its timeout and tries again', async () => {
  const collector = await collectorAt();
  const it = await startTracedGateway(collector.endpoint, { OTEL_EXPORTER_OTLP_TIMEOUT: '200' });
  collector.answer = (call) => (call === 1 ? undefined : 'accept');
  await load(it.url, 20);
  await until('all spans have come', async () => (await exportCounts(it)).exported === 20);
  expect(collector.calls).toBeGreaterThan(1);
});

it('sends the configured headers and the size of a batch as configured', async () => {
  const collector = await collectorAt();
  const it = await startTracedGateway(collector.endpoint, {
    OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=abc',
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '10',
  });
  await load(it.url, 60);
  await until('all spans have come', () => collector.spans.length === 60);
  expect(collector.metadata[0]?.get('x-api-key')).toEqual(['abc']);
  expect(collector.calls).toBeGreaterThanOrEqual(6);
});

it('never reports its own calls over HTTP either', async () => {
  const receiver = await startOtlpHttpReceiver();
  const it = await startTracedGateway(receiver.endpoint, {
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
  });
  try {
    await load(it.url, 20);
    await until('all spans have come', () => receiver.spans.length === 20);
    await load(it.url, 20);
    await until('all spans have come', async () => (await exportCounts(it)).exported === 40);
  } finally {
    await receiver.stop();
  }
  expect(new Set(receiver.spans.map(({ kind }) => kind))).toEqual(new Set([2]));
  expect((await it.metrics()).of('http_client_request_duration_seconds_count')).toEqual([]);
});

it('never reports its own calls', async () => {
  const collector = await collectorAt();
  const it = await startTracedGateway(collector.endpoint);
  await load(it.url, 20);
  await until('all spans have come', () => collector.spans.length === 20);
  await load(it.url, 20);
  await until('all spans have come', () => collector.spans.length === 40);
  expect(new Set(collector.spans.map(({ kind }) => kind))).toEqual(new Set([2]));
  expect((await it.metrics()).of('http_client_request_duration_seconds_count')).toEqual([]);
});
