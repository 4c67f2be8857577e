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

/** Requests of a round, at an ordinary pace: what is asked is the latency of export calls, not of a busy machine. */
const REQUESTS = 500;
/** The best round counts: a machine that does other things as well makes any latency longer, and none shorter. */
const ROUNDS = 3;
const MOST_P95_MS = 50;
const LEAST_SUCCESS = 0.99;

/** Accepted export calls so far that took at most so many seconds, by upper bound. */
async function acceptedCalls(gateway: Gateway): Promise<ReadonlyMap<number, number>> {
  const labels = { signal: 'traces', outcome: 'ok' };
  const buckets = (await gateway.metrics()).of('gatewatch_export_duration_seconds_bucket', labels);
  return new Map(
    buckets.map(({ labels: { le }, value }) => [le === '+Inf' ? Infinity : Number(le), value] as const),
  );
}

/** Upper bound in milliseconds of a quantile of the calls between two readings: the bucket that holds it. */
function quantileBetween(
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
  quantile: number,
): number {
  const counts = [...after].map(([bound, value]) => [bound, value - (before.get(bound) ?? 0)] as const);
  const total = Math.max(...counts.map(([, count]) => count));
  if (total === 0) throw new Error('no call was accepted');
  return Math.min(...counts.filter(([, count]) => count >= quantile * total).map(([bound]) => bound)) * 1000;
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
    const rounds: (readonly [p50: number, p95: number])[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await acceptedCalls(gateway);
      for (let sent = 0; sent < REQUESTS; sent += 10)
        await Promise.all([load(gateway.url, 10, 5), delay(50)]);
      await until('the queue is empty', async () => (await counted(gateway)).queued === 0);
      const after = await acceptedCalls(gateway);
      rounds.push([quantileBetween(before, after, 0.5), quantileBetween(before, after, 0.95)]);
    }
    const [p50, p95] = [0, 1].map((of) => Math.min(...rounds.map((round) => round[of] as number)));
    const row = await rig.settled(
      `healthy, ${name}`,
      gateway,
      `calls: p50 <= ${p50} ms, p95 <= ${p95} ms in the best of ${ROUNDS} rounds; load average ${loadavg()[0]?.toFixed(1)}`,
    );
    expect(row).toMatchObject({ ended: ROUNDS * REQUESTS, dropped: NOTHING_DROPPED, duplicates: 0 });
    expect(row.exported / row.ended).toBeGreaterThan(LEAST_SUCCESS);
    expect(p95).toBeLessThanOrEqual(MOST_P95_MS);
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
