import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateTool } from '../../tools';
import { createGate } from '../admin/gate';
import { metricsRoute } from '../admin/metrics';
import { startAdminServer } from '../admin/server';
import { bind } from '../contract';
import { HealthRegistry } from '../health/registry';
import { MetricsRegistry } from '../metrics/registry';
import { presets } from '../presets';
import { recordEverything, TRACE_ID } from './record-everything';
import { until } from './until';

jest.setTimeout(120_000);

let folder: string;
let prometheus: ChildProcess | undefined;
const servers = new Set<Server>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-scrape-'));
});
afterEach(async () => {
  if (prometheus !== undefined && prometheus.exitCode === null) {
    const ended = once(prometheus, 'exit');
    prometheus.kill('SIGKILL');
    await ended;
  }
  prometheus = undefined;
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers.clear();
  rmSync(folder, { recursive: true, force: true });
});

/** Serves a registry as a gateway's admin port does; resolves to its port. */
async function serve(registry: MetricsRegistry): Promise<number> {
  const server = startAdminServer({
    address: { host: '127.0.0.1', port: 0, socket: undefined },
    routes: { '/metrics': metricsRoute(registry, registry, false) },
    gate: createGate({ token: undefined, isLocal: true }),
    health: new HealthRegistry(),
    log: { info: () => undefined, warn: () => undefined },
    countError: () => undefined,
  });
  servers.add(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Prometheus with a job for each of the targets; resolves to a function that asks its API. */
async function scrapedBy(targets: Readonly<Record<string, { port: number; protocol?: string }>>) {
  const config = {
    global: { scrape_interval: '1s' },
    scrape_configs: Object.entries(targets).map(([job_name, { port, protocol }]) => ({
      job_name,
      static_configs: [{ targets: [`127.0.0.1:${port}`] }],
      ...(protocol === undefined ? {} : { scrape_protocols: [protocol] }),
    })),
  };
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, JSON.stringify(config));
  const port = await freePort();
  prometheus = spawn(
    locateTool('prometheus'),
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--enable-feature=exemplar-storage',
    ],
    { stdio: 'ignore' },
  );
  return async (path: string): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`).catch(() => undefined);
    return response?.ok === true ? ((await response.json()) as { data: unknown }).data : undefined;
  };
}

interface Vector {
  readonly result: readonly {
    readonly metric: Readonly<Record<string, string>>;
    readonly value: [number, string];
  }[];
}

test('Prometheus takes every sample of every preset in both formats, under the same names, and the exemplars', async () => {
  const names = Object.keys(presets);
  const targets: Record<string, { port: number; protocol?: string }> = {};
  const expected: Record<string, number> = {};
  for (const preset of Object.values(presets)) {
    const registry = new MetricsRegistry(bind(preset));
    recordEverything(registry, bind(preset));
    const port = await serve(registry);
    targets[preset.name] = { port };
    targets[`${preset.name}-text`] = { port, protocol: 'PrometheusText0.0.4' };
    expected[preset.name] = expected[`${preset.name}-text`] = registry.lineCount;
  }
  const api = await scrapedBy(targets);
  const scraped = await until('every job was scraped', async () => {
    const { result } = ((await api('query?query=scrape_samples_scraped')) ?? { result: [] }) as Vector;
    const counts = Object.fromEntries(result.map(({ metric, value }) => [metric['job'], Number(value[1])]));
    return Object.keys(counts).length === names.length * 2 && counts;
  });
  expect(scraped).toEqual(expected);
  const { result: up } = (await api('query?query=up')) as Vector;
  expect(up.map(({ value }) => value[1])).toEqual(names.flatMap(() => ['1', '1']));

  const seriesOf = async (job: string): Promise<string[]> => {
    const series = (await api(`series?match[]={job="${job}"}`)) as Record<string, string>[];
    return series.map((labels) => JSON.stringify({ ...labels, job: '' })).sort();
  };
  for (const name of names) expect(await seriesOf(name)).toEqual(await seriesOf(`${name}-text`));

  const exemplars = (await api(
    `query_exemplars?query=http_server_request_duration_seconds_bucket{job="default"}&start=${Date.now() / 1000 - 600}&end=${Date.now() / 1000 + 60}`,
  )) as { exemplars: { labels: Record<string, string>; value: string }[] }[];
  expect(exemplars.flatMap((series) => series.exemplars.map(({ labels }) => labels))).toContainEqual({
    trace_id: TRACE_ID,
  });
});
