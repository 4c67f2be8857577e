import { Metadata, status } from '@grpc/grpc-js';
import { setTimeout as delay } from 'node:timers/promises';
import { compressedExport } from '../../instrumentation/testing/compressed-export';
import type { Gateway } from '../../instrumentation/testing/gateway';
import { freePort } from '../../instrumentation/testing/otelcol';
import { busyStatus } from '../../instrumentation/testing/rpc-status';
import { until } from '../../instrumentation/testing/until';
import { ExportRig, gatewayTo, load, NOTHING_DROPPED } from './export-rig';

jest.setTimeout(120_000);

const rig = new ExportRig();
beforeEach(() => rig.start());
afterEach(() => rig.stop());
afterAll(() => rig.finish());

/** Lines of the gateway's log about its collector and its queue. */
function stateLines(gateway: Gateway): readonly string[] {
  return gateway
    .stderr()
    .split('\n')
    .filter((line) => /collector at|export queue/.test(line));
}

describe('a collector in trouble', () => {
  it.each(['grpc', 'http'] as const)(
    'killed with SIGKILL under load and restarted, three times (%s)',
    async (protocol) => {
      const port = await freePort();
      let collector = await rig.collector(port, { protocol });
      const gateway = await gatewayTo(`http://127.0.0.1:${port}`, {
        OTEL_EXPORTER_OTLP_PROTOCOL: protocol === 'grpc' ? 'grpc' : 'http/protobuf',
      });
      for (let round = 0; round < 3; round += 1) {
        const before = rig.sink.spans.length;
        const burst = load(gateway.url, 1500);
        await until('spans arrive', () => rig.sink.spans.length > before);
        await collector.stop('SIGKILL');

        await burst;
        collector = await rig.collector(port, { protocol });
      }
      const row = await rig.settled(`SIGKILL and restart, 3 times (${protocol})`, gateway);
      expect(row).toMatchObject({ ended: 4500, dropped: NOTHING_DROPPED });
    },
  );

  it('absent at first, then there', async () => {
    const port = await freePort();
    const gateway = await gatewayTo(`http://127.0.0.1:${port}`);
    await load(gateway.url, 1000);
    await until('the gateway has noticed', () => stateLines(gateway).length > 0);
    await rig.collector(port);
    const row = await rig.settled('refusing connections, then there', gateway);
    expect(row).toMatchObject({ ended: 1000, dropped: NOTHING_DROPPED, duplicates: 0 });
    expect(stateLines(gateway)).toHaveLength(2);
  });

  it('absent for longer than the queue lasts: the loss is counted, and the health says so', async () => {
    const port = await freePort();
    const gateway = await gatewayTo(`http://127.0.0.1:${port}`, {
      OTEL_BSP_MAX_QUEUE_SIZE: '400',
      OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '100',
    });
    await load(gateway.url, 1000);
    const { components } = await gateway.admin<{ components: Record<string, { status: string }> }>('/health');
    expect(components['export.traces.queue']?.status).toBe('degraded');
    await rig.collector(port);
    const row = await rig.settled('queue of 400 overflows', gateway);
    expect(row).toMatchObject({
      ended: 1000,
      exported: 400,
      dropped: { ...NOTHING_DROPPED, queue_full: 600 },
    });
  });

  it('a queue bounded by bytes overflows before its items do', async () => {
    const port = await freePort();
    const gateway = await gatewayTo(`http://127.0.0.1:${port}`, { GATEWATCH_EXPORT_QUEUE_BYTES: '1000000' });
    await load(`${gateway.url}/burst?spans=5000`, 1, 1);
    await rig.collector(port);
    const { dropped, exported } = await rig.settled('queue of 1 MB overflows', gateway);
    expect(exported).toBeGreaterThan(100);
    expect(dropped['queue_full']).toBe(5001 - exported);
  });

  it('slow: 300 ms a call', async () => {
    rig.sink.answersAfterMs = 300;
    const port = await freePort();
    await rig.collector(port);
    const gateway = await gatewayTo(`http://127.0.0.1:${port}`);
    await load(gateway.url, 1500);
    const row = await rig.settled('slow, 300 ms a call', gateway);
    expect(row).toMatchObject({ ended: 1500, dropped: NOTHING_DROPPED, duplicates: 0 });
  });

  it('so slow that answers come too late: what it had kept arrives again, and nothing is lost', async () => {
    rig.sink.answer = (call) => (call <= 2 ? 'keep' : 'accept');
    const gateway = await gatewayTo(rig.sink.endpoint, { OTEL_EXPORTER_OTLP_TIMEOUT: '300' });
    await load(gateway.url, 500);
    const row = await rig.settled('answers come too late', gateway);
    expect(row).toMatchObject({ ended: 500, dropped: NOTHING_DROPPED });
    expect(row.duplicates).toBeGreaterThan(0);
  });

  it('RESOURCE_EXHAUSTED with RetryInfo: is left alone for as long as it asks', async () => {
    const metadata = new Metadata();
    metadata.set('grpc-status-details-bin', busyStatus('memory limit', 2));
    const calledAt: number[] = [];
    rig.sink.answer = (call) => {
      calledAt.push(Date.now());
      return call === 1 ? { code: status.RESOURCE_EXHAUSTED, details: 'memory limit', metadata } : 'accept';
    };
    const gateway = await gatewayTo(rig.sink.endpoint);
    await load(gateway.url, 500);
    const row = await rig.settled('RESOURCE_EXHAUSTED, RetryInfo 2 s', gateway);
    expect(row).toMatchObject({ ended: 500, dropped: NOTHING_DROPPED, duplicates: 0 });
    const [first = 0, second = 0] = calledAt;
    expect(second - first).toBeGreaterThanOrEqual(1990);
  });

  it('RESOURCE_EXHAUSTED until the circuit opens: probes only, then everything', async () => {
    let isBusy = true;
    const sizes: number[] = [];
    rig.sink.answer = () =>
      isBusy ? { code: status.RESOURCE_EXHAUSTED, details: 'memory limit' } : 'accept';
    const gateway = await gatewayTo(rig.sink.endpoint);
    await load(gateway.url, 500);
    await until('the circuit is open', async () => {
      return (await gateway.metrics()).sum('gatewatch_export_circuit_open', { signal: 'traces' }) === 1;
    });
    const before = rig.sink.calls;
    await Promise.all(Array.from({ length: 20 }, () => load(gateway.url, 5, 1)));
    isBusy = false;
    sizes.push(rig.sink.calls - before);
    const row = await rig.settled('RESOURCE_EXHAUSTED, circuit opens', gateway);
    expect(row).toMatchObject({ ended: 600, dropped: NOTHING_DROPPED, duplicates: 0 });
    expect(sizes[0]).toBeLessThanOrEqual(2);
    expect(stateLines(gateway)).toHaveLength(2);
  });

  it.each(['grpc', 'http'] as const)(
    'with a certificate that nobody trusts, then with the right one (mTLS, %s)',
    async (protocol) => {
      const port = await freePort();
      const right = { ...rig.certs.files('collector'), clientCa: rig.certs.files('client').cert };
      const wrong = await rig.collector(port, { protocol, tls: rig.certs.files('impostor') });
      const gateway = await gatewayTo(`https://127.0.0.1:${port}`, {
        OTEL_EXPORTER_OTLP_PROTOCOL: protocol === 'grpc' ? 'grpc' : 'http/protobuf',
        OTEL_EXPORTER_OTLP_CERTIFICATE: right.cert,
        OTEL_EXPORTER_OTLP_CLIENT_KEY: rig.certs.files('client').key,
        OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: rig.certs.files('client').cert,
      });
      await load(gateway.url, 300);
      await until('the gateway has noticed', () => stateLines(gateway).length > 0);
      expect(rig.sink.spans).toHaveLength(0);
      await wrong.stop();

      await rig.collector(port, { protocol, tls: right });
      const row = await rig.settled(`TLS failure, then mTLS (${protocol})`, gateway);
      expect(row).toMatchObject({ ended: 300, dropped: NOTHING_DROPPED, duplicates: 0 });
    },
  );

  it('away for ten minutes, in compressed time: bounded memory and calls, two lines, and what was kept arrives', async () => {
    const SPEED = 60;
    const SECONDS = 600;
    const PER_SECOND = 100;
    const CAPACITY = 16_384;
    const port = await freePort();
    const it = compressedExport({
      endpoint: `http://127.0.0.1:${port}`,
      speed: SPEED,
      capacity: CAPACITY,
      capacityBytes: 32 * 1024 * 1024,
    });
    const cpu = process.cpuUsage();
    for (let second = 0; second < SECONDS; second += 5) {
      it.offer(PER_SECOND * 5);
      await delay(5000 / SPEED);
    }
    const { user, system } = process.cpuUsage(cpu);
    const calls = it.calls();
    expect(it.balance()).toMatchObject({ ended: SECONDS * PER_SECOND, exported: 0, queued: CAPACITY });
    expect(it.queuedBytes()).toBeLessThan(32 * 1024 * 1024);
    expect(calls).toBeLessThan(SECONDS / 2);
    expect(it.lines).toHaveLength(2);
    await rig.collector(port);
    await it.flush();
    const { ended, exported, queued, dropped } = it.balance();
    const note = `${calls} calls, ${Math.round((user + system) / 1000)} ms CPU incl. making spans, ${it.lines.length} log lines`;
    rig.record({ name: 'away for 10 minutes', ended, exported, queued, dropped, note });
    expect(exported).toBe(CAPACITY);
    await it.close();
  });
});
