import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gateway } from '../../instrumentation/testing/gateway';
import { freePort } from '../../instrumentation/testing/otelcol';
import { until } from '../../instrumentation/testing/until';
import { counted, ExportRig, gatewayTo, load, NOTHING_DROPPED } from './export-rig';

jest.setTimeout(60_000);

/** Counts of a gateway at its end. */
interface Counts {
  readonly ended: number;
  readonly exported: number;
  readonly dropped: number;
  readonly queued: number;
  readonly spilled: number;
  readonly recovered: number;
}

const QUEUE = 400;

const rig = new ExportRig();
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-spill-'));
  await rig.start();
});
afterEach(async () => {
  await rig.stop();
  rmSync(folder, { recursive: true });
});
afterAll(() => rig.finish());

/** A gateway whose queue is short, with a disk behind it. */
function spilling(port: number, env: Readonly<Record<string, string>> = {}): Promise<Gateway> {
  return gatewayTo(`http://127.0.0.1:${port}`, {
    OTEL_BSP_MAX_QUEUE_SIZE: String(QUEUE),
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '100',
    GATEWATCH_SPILL_DIR: folder,
    ...env,
  });
}

/** What the gateway wrote last. */
function countsAtEnd(gateway: Gateway): Counts {
  return JSON.parse(gateway.stdout().trimEnd().split('\n').at(-1) ?? '') as Counts;
}

/** Files with batches, as paths. */
function files(): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => path.endsWith('.otlp'));
}

it('a collector that is killed, a queue that overflows, a gateway that is restarted: every span arrives', async () => {
  const port = await freePort();
  const collector = await rig.collector(port);
  const first = await spilling(port);
  await load(first.url, 500);
  await until('spans arrive', () => rig.sink.spans.length > 0);
  await collector.stop('SIGKILL');
  await load(first.url, 1500);
  await until('batches are on disk', async () => (await counted(first)).spilled > 2 * QUEUE);
  const loading = load(first.url, Infinity);
  await first.stop('SIGTERM');
  await loading;
  const end = countsAtEnd(first);
  expect(end).toMatchObject({ dropped: 0, queued: 0, recovered: 0 });
  expect(end.ended).toBeGreaterThanOrEqual(2000);
  expect(end.spilled).toBe(end.ended - end.exported);
  expect(first.stderr()).not.toContain('not sent');
  expect(files().map((path) => statSync(path).mode & 0o777)).toEqual(files().map(() => 0o600));
  expect(statSync(join(folder, 'traces')).mode & 0o777).toBe(0o700);

  await rig.collector(port);
  const second = await spilling(port);
  await load(second.url, 300);
  await until('the disk is empty', async () => {
    const { recovered, spilled } = await counted(second);
    return recovered > 0 && spilled === 0;
  });
  const all = await until('everything is settled', async () => {
    const now = await counted(second);
    return now.queued === 0 && now;
  });
  expect(all).toMatchObject({ ended: 300, recovered: end.spilled, dropped: NOTHING_DROPPED });
  await until('the files are gone', () => files().length === 0);
  const row = rig.record({
    name: 'killed, overflow, SIGTERM, restart',
    ended: end.ended + all.ended,
    exported: end.exported + all.exported,
    queued: 0,
    dropped: all.dropped,
    note: `${end.spilled} over the disk and a restart`,
  });
  expect(row.received).toBe(end.ended + 300);
});

it('a collector that comes back while the gateway runs gets what is on disk', async () => {
  const port = await freePort();
  const gateway = await spilling(port);
  await load(gateway.url, 1200);
  await until('batches are on disk', async () => (await counted(gateway)).spilled > QUEUE);
  await rig.collector(port);
  const row = await rig.settled('back while the gateway runs', gateway);
  expect(row).toMatchObject({ ended: 1200, recovered: 0, dropped: NOTHING_DROPPED });
  // The last file goes after its batch is counted.
  await until('the log says so', () => gateway.stderr().includes('everything that was on disk'));
  expect(gateway.stderr().match(/on disk/g)).toHaveLength(2);
});

it('a gateway that is killed with SIGKILL loses what was in its memory, and nothing that was on disk', async () => {
  const port = await freePort();
  const first = await spilling(port);
  await load(first.url, 1200);
  const { spilled } = await until('batches are on disk', async () => {
    const now = await counted(first);
    return now.spilled > QUEUE && now.queued < 200 && now;
  });
  await first.stop('SIGKILL');
  await rig.collector(port);
  const both = await Promise.all([spilling(port), spilling(port)]);
  await load(both[0].url, 1);
  await load(both[1].url, 1);
  const counts = await until('all is sent', async () => {
    const now = await Promise.all(both.map(counted));
    return now.every(({ queued, spilled: left }) => queued + left === 0) && now;
  });
  expect(counts.map(({ recovered }) => recovered).sort((a, b) => a - b)).toEqual([0, spilled]);
  rig.record({
    name: 'gateway killed, two started',
    ended: 2 + spilled,
    exported: counts.reduce((sum, { exported }) => sum + exported, 0),
    queued: 0,
    dropped: {},
  });
});

it('a limit of 1 MiB: the oldest are dropped and counted', async () => {
  const LIMIT = 2 ** 20;
  const port = await freePort();
  const gateway = await spilling(port, { GATEWATCH_SPILL_MAX_BYTES: String(LIMIT) });
  await load(`${gateway.url}/burst?spans=5000`, 4, 1);
  const { dropped } = await until('the limit is reached', async () => {
    const now = await counted(gateway);
    return (now.dropped['spill_full'] ?? 0) > 0 && now;
  });
  expect(dropped).toMatchObject({ queue_full: 0, spill_failed: 0 });
  // The oldest may still be going while they are counted.
  const sizes = files().map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(LIMIT / 2);
  expect(bytes).toBeLessThanOrEqual(LIMIT);
  await rig.collector(port);
  const row = await rig.settled('disk of 1 MiB overflows', gateway);
  expect(row.ended).toBe(20_004);
  expect(row.dropped['spill_full']).toBe(20_004 - row.exported);
});

it('a folder that cannot be made: as without a disk, and the health says so', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const port = await freePort();
  const gateway = await spilling(port, { GATEWATCH_SPILL_DIR: file });
  expect(await load(gateway.url, 600)).toBe(600);
  const { components } = await gateway.admin<{ components: Record<string, { status: string }> }>('/health');
  expect(components['export.traces.spill']?.status).toBe('degraded');
  await rig.collector(port);
  const { ended, exported, dropped } = await rig.settled('folder that cannot be made', gateway);
  expect(exported + (dropped['queue_full'] ?? 0) + (dropped['spill_failed'] ?? 0)).toBe(ended);
  const lines = gateway.stderr().split('\n');
  expect(lines.filter((line) => line.includes('cannot be written'))).toHaveLength(1);
});
