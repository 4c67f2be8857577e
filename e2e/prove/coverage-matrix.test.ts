import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type OtlpReceiver, startOtlpReceiver } from '../../instrumentation/testing/otlp-receiver';
import { until } from '../../instrumentation/testing/until';
import { buildGateways, MODULE_SYSTEMS, type ModuleSystem } from '../../instrumentation/testing/matrix/build';
import { certificate } from './matrix/certificate';
import { CHECKS, failedChecks } from './matrix/check';
import { clientOf } from './matrix/client';
import { type NodeBinary, nodeBinaries } from './matrix/nodes';
import { startMatrixProcess } from './matrix/process';

jest.setTimeout(240_000);

const ROOT = join(__dirname, '..', '..');
const REGISTER = join(ROOT, 'instrumentation', 'dist', 'register.js');
const FLAGS = ['--require', '--import'] as const;
const CALLER_ID = '00f067aa0ba902b7';
/** Gateways that no framework routes. */
const BARE = ['http', 'https', 'http2', 'http2-stream'];
const FRAMEWORKS = [
  ...BARE,
  'express4',
  'express5',
  'fastify4',
  'fastify5',
  'koa',
  'nest-express',
  'nest-fastify',
];

let upstream: Server;
let collector: OtlpReceiver;
let entries: Readonly<Record<ModuleSystem, string>>;
let nodes: NodeBinary[];
const tls = certificate();
/** Result of each cell by framework and column. */
const cells = new Map<string, Map<string, string>>();

beforeAll(async () => {
  execFileSync(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-b', 'instrumentation/tsconfig.build.json'], {
    cwd: ROOT,
  });
  upstream = createServer((request, response) => response.end(JSON.stringify(request.headers)));
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  collector = await startOtlpReceiver();
  entries = await buildGateways(join(ROOT, 'instrumentation', 'testing', 'matrix'));
  nodes = await nodeBinaries(join(ROOT, 'node_modules', '.cache', 'gatewatch-nodes'));
});

afterAll(async () => {
  upstream.closeAllConnections();
  upstream.close();
  await collector.stop();
});

/** Runs every gateway in one process and notes what became of each. */
async function fillColumn(
  column: string,
  node: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const gateways = await startMatrixProcess(node, args, {
    UPSTREAM: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/`,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    OTEL_BSP_SCHEDULE_DELAY: '50',
    GATEWATCH_ROUTES: BARE.flatMap((name) =>
      ['orders', 'boom', 'hold'].map((what) => `GET /${name}/${what}/:id`),
    ).join(),
    ...(tls && { TLS_KEY: tls.key, TLS_CERT: tls.cert }),
    ...env,
  });
  try {
    const names = Object.keys(gateways.ports);
    const clients = new Map(names.map((name) => [name, clientOf(name, gateways.ports[name] as number)]));
    const asked = await Promise.all(
      [...clients].map(async ([name, client]) => {
        const traceId = nextTraceId();
        const traceparent = `00-${traceId}-${CALLER_ID}-01`;
        const body = await client.get(`/${name}/orders/7?x=1`, { traceparent });
        await client.get(`/${name}/boom/7`);
        const { traceparent: outgoing } = JSON.parse(body) as { traceparent?: string };
        return { name, traceId, callerId: CALLER_ID, outgoing };
      }),
    );
    const giveUp = [...clients].map(([name, client]) => client.hold(`/${name}/hold/7`));
    const inFlight = async () => (await gateways.metrics()).sum('http_server_active_requests');
    await until(
      `${column}: ${names.length} requests are held`,
      async () => (await inFlight()) === names.length,
    );
    for (const stop of giveUp) stop();
    await until(`${column}: no request is in flight`, async () => (await inFlight()) === 0);
    const traces = new Set(asked.map(({ traceId }) => traceId));
    // A server span and a client span each.
    await until(`${column}: the spans have arrived`, () => {
      return collector.spans.filter(({ traceId }) => traces.has(traceId)).length >= 2 * traces.size;
    });
    const samples = await gateways.metrics();
    for (const answer of asked) {
      const failed = failedChecks({ ...answer, spans: collector.spans, samples });
      note(answer.name, column, failed.length === 0 ? 'ok' : `not: ${failed.join(', ')}`);
    }
    for (const client of clients.values()) client.close();
  } finally {
    await gateways.stop();
  }
}

let traces = 0;
function nextTraceId(): string {
  return (++traces).toString(16).padStart(32, '0');
}

function note(framework: string, column: string, result: string): void {
  const row = cells.get(framework) ?? new Map<string, string>();
  cells.set(framework, row.set(column, result));
}

function print(columns: readonly string[]): void {
  const line = (name: string, texts: readonly string[]) =>
    `${name.padEnd(14)}${texts.map((text) => text.padEnd(4)).join('')}\n`;
  const legend = columns.map((column, index) => `  ${index + 1}: ${column}\n`).join('');
  process.stdout.write(`\nCoverage (${CHECKS.join(', ')}):\n${legend}`);
  process.stdout.write(
    line(
      '',
      columns.map((_, index) => String(index + 1)),
    ),
  );
  for (const framework of FRAMEWORKS) {
    const results = columns.map((column) => cells.get(framework)?.get(column) ?? 'none');
    process.stdout.write(
      line(
        framework,
        results.map((result) => (result === 'ok' ? '✓' : '✗')),
      ),
    );
    results.forEach((result, index) => {
      if (result !== 'ok') process.stdout.write(`  ${framework}, ${index + 1}: ${result}\n`);
    });
  }
}

test('every framework, module system, flag and Node.js line: route, parent, header, status, abort', async () => {
  const columns: string[] = [];
  for (const node of nodes) {
    if ('missing' in node) {
      process.stdout.write(`Node.js ${node.line} is left out: ${node.missing}\n`);
      continue;
    }
    for (const system of MODULE_SYSTEMS) {
      for (const flag of FLAGS) {
        const column = `Node.js ${node.line}, ${system}, ${flag}`;
        columns.push(column);
        await fillColumn(column, node.path, [flag, REGISTER, entries[system]]);
      }
    }
  }
  if (tls === undefined) {
    for (const column of columns) note('https', column, 'left out: no openssl to make a certificate with');
  }
  print(columns);
  const failures = [...cells].flatMap(([framework, row]) =>
    [...row]
      .filter(([, result]) => result !== 'ok' && !result.startsWith('left out'))
      .map((cell) => [framework, ...cell]),
  );
  expect(failures).toEqual([]);
  expect([...cells.keys()].sort()).toEqual([...FRAMEWORKS].sort());
  for (const row of cells.values()) expect(row.size).toBe(columns.length);
});

test('the control: without their hooks the frameworks have no routes, so the checks can fail', async () => {
  await fillColumn('control', process.execPath, ['--require', REGISTER, entries.esm], {
    GATEWATCH_DISABLED_HOOKS: 'express,fastify,koa',
  });
  const results = FRAMEWORKS.map((framework) => [framework, cells.get(framework)?.get('control')]);
  const routed = FRAMEWORKS.filter((framework) => !BARE.includes(framework));
  const failed = results.filter(([, result]) => result?.startsWith('not: route') === true);
  expect(failed.map(([framework]) => framework)).toEqual(routed);
});
