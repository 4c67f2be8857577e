import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HealthSnapshot } from '../health/snapshot';
import { type Gateway, preloadArgs, request, startGateway, stopGateways } from './gateway';
import { type Samples, parseMetrics } from './metrics-text';
import { freePort } from './otelcol';
import { until } from './until';

jest.setTimeout(60_000);

const REQUESTS = 'http_server_requests_total';
const WORKERS = 3;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatewatch-cluster-'))));
afterEach(async () => {
  await stopGateways();
  rmSync(folder, { recursive: true });
});

/** Workers under a primary that runs the preload. */
const underPreload = (env: Record<string, string> = {}): Promise<Gateway> =>
  startGateway('workers.cjs', { env: { WORKERS: String(WORKERS), GATEWATCH_CLUSTER_DIR: folder, ...env } });

/** Workers under a process manager that does not; the metrics are then on a port of their own choosing. */
async function underManager(): Promise<{ gateway: Gateway; metrics: () => Promise<Samples>; admin: string }> {
  const port = await freePort();
  const admin = `http://127.0.0.1:${port}`;
  const gateway = await startGateway('workers.cjs', {
    preload: false,
    env: {
      WORKERS: String(WORKERS),
      WORKER_ARGV: JSON.stringify(preloadArgs),
      GATEWATCH_CLUSTER_DIR: folder,
      GATEWATCH_ADMIN_PORT: String(port),
    },
  });
  // The workers serve before they have agreed on who has the port.
  await until('a worker has the port', () => request(`${admin}/health/live`).then(Boolean, () => false));
  return { gateway, admin, metrics: async () => parseMetrics((await request(`${admin}/metrics`)).body) };
}

/** Asks until every worker has answered; gives the answers by process id. */
async function askAll({ url }: Gateway, workers = WORKERS): Promise<Map<string, number>> {
  const answers = new Map<string, number>();
  await until('every worker has answered', async () => {
    // A connection that is handed to a worker which was just killed is never answered, and never counted.
    const asked = request(`${url}/pid`, { signal: AbortSignal.timeout(2000) });
    const { body } = await asked.catch(() => ({ body: undefined }));
    if (body === undefined) return false;
    answers.set(body, (answers.get(body) ?? 0) + 1);
    return answers.size === workers;
  });
  return answers;
}

const total = (answers: ReadonlyMap<string, number>): number =>
  [...answers.values()].reduce((sum, count) => sum + count, 0);

async function counted(metrics: () => Promise<Samples>, workers: number): Promise<Samples> {
  return until(`${workers} workers tell`, async () => {
    const samples = await metrics();
    return samples.sum('gatewatch_cluster_workers', { state: 'answered' }) === workers && samples;
  });
}

const AUTHORIZED = { authorization: 'Bearer secret' };

async function tellRatio(url: string, ratio: number, status = 200): Promise<void> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { ...AUTHORIZED, 'content-type': 'application/json' },
    body: JSON.stringify({ ratio }),
  });
  expect([await response.text(), response.status]).toEqual([expect.anything(), status]);
}

async function ratioOf(url: string): Promise<number> {
  return (JSON.parse((await request(url, { headers: AUTHORIZED })).body) as { ratio: number }).ratio;
}

/** Asks until every worker has this ratio: each answer tells who gave it. Gives their process ids. */
async function untilAllHave({ url }: Gateway, ratio: number): Promise<ReadonlySet<string>> {
  const having = new Set<string>();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    await until(`every worker has the ratio ${ratio}`, async () => {
      // One connection is one worker: the second request goes where the first one went.
      const answers = await Promise.all(
        ['/pid', '/_gw/sampling'].map((path) =>
          request(url + path, { agent, headers: AUTHORIZED, signal: AbortSignal.timeout(2000) }),
        ),
      ).catch(() => undefined);
      agent.destroy();
      if (answers === undefined) return false;
      const [pid, sampling] = answers;
      const has = (JSON.parse(sampling?.body ?? '') as { ratio: number }).ratio === ratio;
      if (has) having.add(pid?.body ?? '');
      else having.delete(pid?.body ?? '');
      return having.size >= WORKERS;
    });
  } finally {
    agent.destroy();
  }
  return having;
}

describe('workers of a primary under the preload', () => {
  it('are on one page: counters added up, gauges by their rule, nothing twice', async () => {
    const gateway = await underPreload();
    await counted(gateway.metrics, WORKERS);
    const answers = await askAll(gateway);
    await until('all are counted', async () => (await gateway.metrics()).sum(REQUESTS) >= total(answers));
    const samples = await gateway.metrics();
    expect(samples.sum(REQUESTS)).toBe(total(answers));
    expect(samples.sum('http_server_request_duration_seconds_count')).toBe(total(answers));
    expect(samples.sum('http_server_request_duration_seconds_bucket', { le: '+Inf' })).toBe(total(answers));
    expect(samples.sum('http_server_active_requests')).toBe(0);
    expect(samples.of('gatewatch_build_info')).toHaveLength(1);
    expect(samples.sum('gatewatch_build_info')).toBe(1);
    // Each has its own, the primary included.
    const resident = samples.of('process_resident_memory_bytes');
    expect(resident.map(({ labels }) => labels['worker']).sort()).toEqual(['0', '1', '2', '3']);
    expect(new Set(samples.all.map(({ name, labels }) => JSON.stringify([name, labels]))).size).toBe(
      samples.all.length,
    );
    // Nothing of it went over the gateway's own channel, and no worker complains about the port.
    expect(gateway.stdout()).not.toContain('message');
    expect(gateway.stderr().match(/gatewatch:.*/g)).toHaveLength(1);
    const { components } = await gateway.admin<HealthSnapshot>('/health');
    expect(components['cluster']).toMatchObject({ status: 'ok', message: '3 worker(s) tell their metrics' });
  });

  it('leave what they counted behind, whether they end in order or are killed', async () => {
    const gateway = await underPreload();
    await counted(gateway.metrics, WORKERS);
    const answers = await askAll(gateway);
    const [killed] = [...answers.keys()] as [string];
    await until('all are counted', async () => (await gateway.metrics()).sum(REQUESTS) === total(answers));
    process.kill(Number(killed), 'SIGKILL');
    const after = await until('its successor tells', async () => {
      const samples = await gateway.metrics();
      const isBack = samples.sum('gatewatch_cluster_workers', { state: 'answered' }) === WORKERS;
      return samples.sum('gatewatch_cluster_workers_ended_total', { how: 'lost' }) === 1 && isBack && samples;
    });
    expect(after.sum(REQUESTS)).toBe(total(answers));
    expect(after.of('process_resident_memory_bytes')).toHaveLength(WORKERS + 1);

    await request(`${gateway.url}/exit`);
    const last = await until('another one has ended', async () => {
      const samples = await gateway.metrics();
      return samples.sum('gatewatch_cluster_workers_ended_total', { how: 'orderly' }) === 1 && samples;
    });
    expect(last.sum(REQUESTS)).toBe(total(answers) + 1);
  });

  it('do not hold up the page when one hangs, and it says so', async () => {
    const gateway = await underPreload();
    await counted(gateway.metrics, WORKERS);
    const answers = await askAll(gateway);
    await until('all are counted', async () => (await gateway.metrics()).sum(REQUESTS) === total(answers));
    const hanging = request(`${gateway.url}/hang?4000`);
    const silent = await until('one does not answer', async () => {
      const begun = Date.now();
      const samples = await gateway.metrics();
      expect(Date.now() - begun).toBeLessThan(2500);
      return samples.sum('gatewatch_cluster_workers', { state: 'silent' }) === 1 && samples;
    });
    expect(silent.sum(REQUESTS)).toBe(total(answers));
    const health = await gateway.admin<HealthSnapshot>('/health');
    expect(health.components['cluster']?.status).toBe('degraded');
    await hanging;
    await until(
      'it answers again',
      async () => (await gateway.metrics()).sum(REQUESTS) === total(answers) + 1,
    );
    expect((await gateway.admin<HealthSnapshot>('/health')).components['cluster']?.status).toBe('ok');
  });

  it('sample by the policy that one process is told, and so do those that come later', async () => {
    const gateway = await underPreload({
      GATEWATCH_ADMIN_PATH_PREFIX: '/_gw',
      GATEWATCH_ADMIN_TOKEN: 'secret',
      OTEL_TRACES_EXPORTER: 'console',
      TRACE_SAMPLE_RATE: '1',
    });
    await counted(gateway.metrics, WORKERS);
    await tellRatio(`${gateway.adminUrl}/sampling`, 0.25);
    await untilAllHave(gateway, 0.25);

    // Told by any worker on its own server; then one ends, and its successor knows nothing but the configuration.
    await tellRatio(`${gateway.url}/_gw/sampling`, 0.5);
    const workers = await untilAllHave(gateway, 0.5);
    expect(await ratioOf(`${gateway.adminUrl}/sampling`)).toBe(0.5);
    process.kill(Number([...workers][0]), 'SIGKILL');
    await until('a successor has it', async () => {
      const now = await untilAllHave(gateway, 0.5);
      return [...now].some((pid) => !workers.has(pid));
    });
    // A policy that is wrong reaches nobody.
    await tellRatio(`${gateway.adminUrl}/sampling`, 7, 422);
    await untilAllHave(gateway, 0.5);
  });

  it('show all of them on the gateway’s own server, too, whichever worker is asked', async () => {
    const gateway = await underPreload({
      GATEWATCH_ADMIN_PATH_PREFIX: '/_gw',
      GATEWATCH_ADMIN_TOKEN: 'secret',
    });
    await counted(gateway.metrics, WORKERS);
    const answers = await askAll(gateway);
    await until('all are counted', async () => (await gateway.metrics()).sum(REQUESTS) >= total(answers));
    const headers = { authorization: 'Bearer secret' };
    for (let n = 0; n < WORKERS; n++) {
      const { status, body } = await request(`${gateway.url}/_gw/metrics`, { headers });
      expect(status).toBe(200);
      const samples = parseMetrics(body);
      expect(samples.sum(REQUESTS, { http_response_status_code: '200' })).toBeGreaterThanOrEqual(
        total(answers),
      );
      expect(samples.of('process_resident_memory_bytes')).toHaveLength(WORKERS + 1);
    }
  });

  it('have pages of their own if that is wanted', async () => {
    const gateway = await underPreload({ GATEWATCH_CLUSTER: 'false' });
    await until(
      'each says its port',
      () => gateway.stderr().match(/admin port listens/g)?.length === WORKERS + 1,
    );
    const answers = await askAll(gateway);
    const pages = [...gateway.stderr().matchAll(/admin port listens on (\S+)/g)].map(([, url]) => url);
    const sums = await until('all are counted', async () => {
      const texts = await Promise.all(pages.map((url) => request(`${url}/metrics`)));
      const found = texts.map(({ body }) => parseMetrics(body).sum(REQUESTS));
      return found.reduce((sum, one) => sum + one, 0) === total(answers) && found;
    });
    expect(sums.filter((sum) => sum > 0)).toHaveLength(WORKERS);
  });
});

describe('workers of a process manager without the preload', () => {
  it('choose one whose port shows all of them, and another when that is killed; no counter goes back', async () => {
    const { gateway, metrics, admin } = await underManager();
    // The one with the port is no worker of its own.
    await counted(metrics, WORKERS - 1);
    const answers = await askAll(gateway);
    await until('all are counted', async () => (await metrics()).sum(REQUESTS) === total(answers));
    expect(gateway.stderr()).toBe('');

    const { pid } = JSON.parse((await request(`${admin}/health`)).body) as HealthSnapshot;
    process.kill(pid, 'SIGKILL');
    const after = await until('another one has the port, and all tell', async () => {
      const samples = await metrics().catch(() => undefined);
      return samples?.sum('gatewatch_cluster_workers', { state: 'answered' }) === WORKERS - 1 && samples;
    });
    expect(after.sum(REQUESTS)).toBe(total(answers));
    const more = await askAll(gateway);
    const expected = total(answers) + total(more);
    await until('those are counted, too', async () => (await metrics()).sum(REQUESTS) >= expected);
    expect((await metrics()).sum(REQUESTS)).toBe(expected);
  });
});
