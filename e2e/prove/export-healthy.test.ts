import { loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Gateway } from '../../instrumentation/testing/gateway';
import { freePort } from '../../instrumentation/testing/otelcol';
import { until } from '../../instrumentation/testing/until';
import { counted, ExportRig, gatewayTo, load, NOTHING_DROPPED } from './export-rig';

jest.setTimeout(120_000);

const rig = new ExportRig();
beforeEach(() => rig.start());
afterEach(() => rig.stop());
afterAll(() => rig.finish());

/** Upper bound in milliseconds of a quantile of accepted export calls: the bucket that holds it. */
async function callQuantile(gateway: Gateway, quantile: number): Promise<number> {
  const labels = { signal: 'traces', outcome: 'ok' };
  const buckets = (await gateway.metrics()).of('gatewatch_export_duration_seconds_bucket', labels);
  const total = Math.max(...buckets.map(({ value }) => value));
  const bounds = buckets
    .filter(({ value }) => value >= quantile * total)
    .map(({ labels: { le } }) => (le === '+Inf' ? Infinity : Number(le)));
  return Math.min(...bounds) * 1000;
}

describe('a healthy collector', () => {
  it.each([
    ['gRPC', 'grpc', 'none'],
    ['gRPC, gzip', 'grpc', 'gzip'],
    ['HTTP', 'http', 'none'],
    ['HTTP, gzip', 'http', 'gzip'],
  ] as const)('gets everything over %s', async (name, protocol, compression) => {
    const port = await freePort();
    await rig.collector(port, { protocol });
    const gateway = await gatewayTo(`http://127.0.0.1:${port}`, {
      OTEL_EXPORTER_OTLP_PROTOCOL: protocol === 'grpc' ? 'grpc' : 'http/protobuf',
      OTEL_EXPORTER_OTLP_COMPRESSION: compression,
    });
    // An ordinary pace: what is asked is the latency of export calls, not of a busy machine.
    for (let sent = 0; sent < 1500; sent += 15) await Promise.all([load(gateway.url, 15, 5), delay(50)]);
    await until('the queue is empty', async () => (await counted(gateway)).queued === 0);
    const [p50, p95] = [await callQuantile(gateway, 0.5), await callQuantile(gateway, 0.95)];
    const row = await rig.settled(
      `healthy, ${name}`,
      gateway,
      `calls: p50 <= ${p50} ms, p95 <= ${p95} ms; load average ${loadavg()[0]?.toFixed(1)}`,
    );
    expect(row).toMatchObject({ ended: 1500, dropped: NOTHING_DROPPED, duplicates: 0 });
    expect(row.exported / row.ended).toBeGreaterThan(0.99);
    expect(gateway.stderr()).not.toMatch(/collector at|export queue/);
    // Its own calls are no calls of the gateway's.
    expect((await gateway.metrics()).of('http_client_request_duration_seconds_count')).toEqual([]);
  });

  it('gets 5,000 spans that end in one tick', async () => {
    const port = await freePort();
    await rig.collector(port);
    const gateway = await gatewayTo(`http://127.0.0.1:${port}`);
    await load(`${gateway.url}/burst?spans=5000`, 1, 1);
    const row = await rig.settled('5,000 in one tick', gateway);
    expect(row).toMatchObject({ ended: 5001, dropped: NOTHING_DROPPED, duplicates: 0 });
  });
});
