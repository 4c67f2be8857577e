import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { LOKI_READY_PATH, lokiArgs, lokiConfig } from '../../infra/components/loki/config';
import { bind } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { locateTool } from '../../tools';
import { ALL_VARIABLES, interpolate, provisioning, targets, type VariableValues } from '..';
import { freshBoards } from '../kit/fixture';

const READY_WITHIN_MS = 90_000;
const POLL_MS = 200;
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const time = { rateInterval: '1m', interval: '1m', range: '1h' };
const lokiTargets = freshBoards()
  .flatMap(targets)
  .filter(({ datasource }) => datasource === 'loki');

let loki: ChildProcess | undefined;
let dir: string;
let base: string;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Asks until the answer is there; throws with what came last when the time is up. */
async function eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end; await delay(POLL_MS)) {
    if (loki?.exitCode !== null) throw new Error(`Loki ended with code ${loki?.exitCode} before ${what}`);
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
  }
  throw new Error(`no ${what} within ${READY_WITHIN_MS / 1000} s`);
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gatewatch-logql-'));
  const http = await freePort();
  const grpc = await freePort();
  base = `http://127.0.0.1:${http}`;
  const config = lokiConfig(
    { retention: '24h' },
    { http: `127.0.0.1:${http}`, grpc: `127.0.0.1:${grpc}` },
    join(dir, 'data'),
  );
  const file = join(dir, 'loki.yaml');
  writeFileSync(file, stringify(config));
  loki = spawn(locateTool('loki'), lokiArgs({ config: file }), { stdio: 'ignore', cwd: dir });
  await eventually('readiness', async () => ((await fetch(base + LOKI_READY_PATH)).ok ? true : undefined));
  await push('orders', [
    { severityNumber: 9, severityText: 'info', text: 'all well' },
    { severityNumber: 17, severityText: 'error', text: 'upstream refused', traceId: TRACE_ID },
  ]);
  await push('billing', [{ severityNumber: 9, severityText: 'info', text: 'another service' }]);
  await eventually('lines', async () =>
    (await lines('{service_name!=""}')).length === 3 ? true : undefined,
  );
}, READY_WITHIN_MS + 30_000);

afterAll(async () => {
  if (loki?.exitCode === null) {
    loki.kill('SIGKILL');
    await once(loki, 'exit');
  }
  rmSync(dir, { recursive: true, force: true });
});

interface LogRecord {
  readonly severityNumber: number;
  readonly severityText: string;
  readonly text: string;
  readonly traceId?: string;
}

/** Sends records as the collector does: OTLP over HTTP. */
async function push(service: string, records: readonly LogRecord[]): Promise<void> {
  const logRecords = records.map(({ text, ...record }) => ({
    ...record,
    timeUnixNano: `${Date.now()}000000`,
    body: { stringValue: text },
  }));
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
  const body = JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${base}/otlp/v1/logs`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`Loki refused the records: ${response.status} ${await response.text()}`);
}

interface Stream {
  readonly stream?: Readonly<Record<string, string>>;
  readonly metric?: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [string, string])[];
}

async function query(expr: string): Promise<readonly Stream[]> {
  const params = new URLSearchParams({ query: expr, since: '1h', step: '60s' });
  const response = await fetch(`${base}/loki/api/v1/query_range?${params}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`Loki refused ${expr}: ${text}`);
  return (JSON.parse(text) as { data: { result: Stream[] } }).data.result;
}

async function lines(expr: string): Promise<string[]> {
  return (await query(expr)).flatMap(({ values }) => values.map(([, line]) => line)).sort();
}

function expr(panelId: number, variables: VariableValues = ALL_VARIABLES): string {
  const found = lokiTargets.find((target) => target.panelId === panelId);
  if (found === undefined) throw new Error(`no board has a Loki panel ${panelId}`);
  return interpolate(found.expr, variables, time, 'loki');
}

const orders = { ...ALL_VARIABLES, service: ['orders'] };

it('every query answers with All and with services chosen', async () => {
  expect(lokiTargets.length).toBeGreaterThan(2);
  for (const target of lokiTargets) {
    for (const variables of [ALL_VARIABLES, orders, { ...ALL_VARIABLES, service: ['orders', 'x.y'] }]) {
      const filled = interpolate(target.expr, variables, time, 'loki');
      expect((await query(filled)).length).toBeGreaterThan(0);
    }
  }
});

it('the log panel shows the lines of the chosen service', async () => {
  expect(await lines(expr(804))).toEqual(['all well', 'another service', 'upstream refused']);
  expect(await lines(expr(804, orders))).toEqual(['all well', 'upstream refused']);
});

it('the error panel shows errors and nothing else', async () => {
  expect(await lines(expr(803))).toEqual(['upstream refused']);
});

it('the volume panel counts lines by level', async () => {
  const levels = (await query(expr(801))).map(({ metric }) => metric?.['detected_level']).sort();
  expect(levels).toEqual(['error', 'info']);
});

it('the link from a span to its logs finds the line of the trace', async () => {
  const endpoints = { prometheus: '', tempo: '', loki: base, alertmanager: '' };
  const options = {
    scrapeInterval: '15s',
    boardsDir: '/boards',
    binding: bind(defaultPreset),
    boards: freshBoards(),
  };
  const text = provisioning(endpoints, options)['datasources/gatewatch.yaml']!.replaceAll('$$', '$');
  const { datasources } = parse(text) as {
    datasources: { type: string; jsonData: { tracesToLogsV2: { query: string } } }[];
  };
  const link = datasources.find(({ type }) => type === 'tempo')!.jsonData.tracesToLogsV2.query;
  const filled = (id: string) =>
    link.replace('${__tags}', 'service_name="orders"').replace('${__trace.traceId}', id);
  expect(await lines(filled(TRACE_ID))).toEqual(['upstream refused']);
  expect(await lines(filled('ffffffffffffffffffffffffffffffff'))).toEqual([]);
});

it('a record keeps its trace id under the label that leads back to the trace', async () => {
  const [stream] = await query(expr(803));
  expect(stream?.stream).toMatchObject({ trace_id: TRACE_ID });
});
