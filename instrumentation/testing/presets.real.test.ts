import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lokiArgs, lokiConfig } from '../../infra/components/loki/config';
import { locateTool } from '../../tools';
import { request, startGateway, stopGateways } from './gateway';
import { until } from './until';

jest.setTimeout(120_000);

const TOKEN = 'canary-88e1';
const folder = mkdtempSync(join(tmpdir(), 'gatewatch-presets-'));
const children = new Set<ChildProcess>();
afterEach(async () => {
  await stopGateways();
  for (const child of children) {
    if (child.exitCode !== null) continue;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  children.clear();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function run(tool: 'prometheus' | 'loki', args: readonly string[]): void {
  children.add(spawn(locateTool(tool), [...args], { stdio: 'ignore' }));
}

async function get<T>(url: string): Promise<T | undefined> {
  const response = await fetch(url).catch(() => undefined);
  return response?.ok === true ? ((await response.json()) as T) : undefined;
}

const SCRAPED = [
  ['beamline', '/metrics'],
  ['gatewayz', '/metrics'],
  ['gatewayz', '/prometheus/data/metrics'],
  ['eucora', '/api/v1/metrics/'],
  ['api-gateway', '/api/v1/metrics'],
] as const;

test('Prometheus scrapes the paths of the presets on the gateways’ own servers, as text and as OpenMetrics', async () => {
  const gateways = new Map<string, string>();
  for (const preset of new Set(SCRAPED.map(([preset]) => preset))) {
    const env = { GATEWATCH_PRESET: preset, GATEWATCH_ADMIN_TOKEN: TOKEN };
    gateways.set(preset, (await startGateway('paths.cjs', { args: ['express'], env })).url);
  }
  const protocols = ['PrometheusText0.0.4', 'OpenMetricsText1.0.0'];
  const jobs = SCRAPED.flatMap(([preset, path]) =>
    protocols.map((protocol) => ({
      job_name: `${preset}${path} ${protocol}`,
      metrics_path: path,
      scrape_protocols: [protocol],
      ...(preset === 'api-gateway' ? { authorization: { credentials: TOKEN } } : {}),
      static_configs: [{ targets: [new URL(gateways.get(preset) as string).host] }],
    })),
  );
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, JSON.stringify({ global: { scrape_interval: '1s' }, scrape_configs: jobs }));
  const port = await freePort();
  const storage = `--storage.tsdb.path=${join(folder, 'prometheus')}`;
  run('prometheus', [`--config.file=${file}`, storage, `--web.listen-address=127.0.0.1:${port}`]);
  interface Result {
    readonly data: { readonly result: readonly { metric: { job: string }; value: [number, string] }[] };
  }
  const values = async (query: string): Promise<ReadonlyMap<string, number>> => {
    const found = await get<Result>(`http://127.0.0.1:${port}/api/v1/query?query=${query}`);
    return new Map(found?.data.result.map(({ metric, value }) => [metric.job, Number(value[1])]));
  };
  const up = await until('every job was scraped', async () => {
    const found = await values('up');
    return found.size === jobs.length && found;
  });
  expect([...up].filter(([, isUp]) => isUp !== 1)).toEqual([]);
  const samples = await values('scrape_samples_scraped');
  // Without providers, the page about them has families only.
  for (const [job, count] of samples)
    if (!job.includes('/data/')) expect([job, count > 100]).toEqual([job, true]);
});

test('Loki finds the log records of a gateway by the label job of its preset', async () => {
  const [http, grpc] = [await freePort(), await freePort()];
  const address = { http: `127.0.0.1:${http}`, grpc: `127.0.0.1:${grpc}` } as const;
  const config = join(folder, 'loki.json');
  writeFileSync(config, JSON.stringify(lokiConfig({ retention: '7d' }, address, join(folder, 'loki'))));
  run('loki', lokiArgs({ config }));
  const url = `http://${address.http}`;
  await until('Loki is ready', async () => (await fetch(`${url}/ready`).catch(() => undefined))?.ok === true);

  const gateway = await startGateway('traced.cjs', {
    env: {
      GATEWATCH_PRESET: 'gatewayz',
      GATEWATCH_LOGS_EXPORT: 'true',
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${url}/otlp/v1/logs`,
      OTEL_BSP_SCHEDULE_DELAY: '50',
    },
  });
  const { headers } = await request(`${gateway.url}/log`);
  interface Streams {
    readonly data: { readonly result: readonly { stream: Record<string, string>; values: unknown[] }[] };
  }
  const query = `${url}/loki/api/v1/query_range?query=${encodeURIComponent('{job="gatewayz-api"}')}`;
  const streams = await until('the records are there', async () => {
    const result = (await get<Streams>(query))?.data.result ?? [];
    return result.length > 0 && result;
  });
  const labels = streams.map(({ stream }) => stream);
  expect(labels).toContainEqual(
    expect.objectContaining({ job: 'gatewayz-api', trace_id: headers['x-correlation-id'] }),
  );
});
