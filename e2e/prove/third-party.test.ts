import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../instrumentation/testing/otelcol';
import { type OtlpReceiver, startOtlpReceiver } from '../../instrumentation/testing/otlp-receiver';
import { until } from '../../instrumentation/testing/until';
import { type RunningServer, startServer } from './third-party/process';
import { type Call, SERVERS, type ThirdParty } from './third-party/servers';

jest.setTimeout(150_000);

const ROOT = join(__dirname, '..', '..');
const REGISTER = join(ROOT, 'instrumentation', 'dist', 'register.js');
const INSTALL_TIMEOUT_MS = 90_000;
const SERVER = 2;
const CLIENT = 3;
const CALLER_ID = '00f067aa0ba902b7';
/** Set anew on every answer, whoever sends it. */
const VOLATILE = ['date', 'etag', 'last-modified'];
/** What the preload is there to add. */
const ADDED = ['x-correlation-id'];

let folder: string;
let upstream: Server;
let collector: OtlpReceiver;
/** `traceparent` of each request that the upstream got. */
const outgoing: (string | undefined)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-third-party-'));
  execFileSync(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-b', 'instrumentation/tsconfig.build.json'], {
    cwd: ROOT,
  });
  const packages = SERVERS.map(({ name, version }) => `${name}@${version}`);
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder, ...packages];
  await promisify(execFile)('npm', args, { cwd: folder, timeout: INSTALL_TIMEOUT_MS });
  collector = await startOtlpReceiver();
  upstream = createServer(async (request, response) => {
    outgoing.push(request.headers['traceparent'] as string | undefined);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    response.end(`${request.method} ${request.url} ${body}`);
  });
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
});

afterAll(async () => {
  upstream?.closeAllConnections();
  upstream?.close();
  await collector?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const upstreamUrl = () => `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
const traceIdOf = (server: number, call: number) => `${server + 1}${call + 1}`.padStart(32, '0');

async function ask(url: string, call: Call, traceId: string): Promise<Answer> {
  const response = await fetch(url + call.path, {
    method: call.method ?? 'GET',
    headers: { ...call.headers, traceparent: `00-${traceId}-${CALLER_ID}-01` },
    ...(call.body === undefined ? {} : { body: call.body }),
  });
  const headers = [...response.headers].filter(([name]) => ![...VOLATILE, ...ADDED].includes(name));
  return { status: response.status, headers: Object.fromEntries(headers), body: await response.text() };
}

/** Runs a server, bare or under the preload, on the same port both times: some answers tell it. */
async function run<T>(
  { name, script, prepare }: ThirdParty,
  { port, preload }: { readonly port: number; readonly preload: string | undefined },
  use: (server: RunningServer) => Promise<T>,
): Promise<T> {
  const content = join(folder, `${name}-${preload === undefined ? 'bare' : 'preloaded'}`);
  await mkdir(content);
  const { args, env = {} } = await prepare(content, port);
  const server = await startServer({
    args: [join(folder, 'node_modules', name, script), ...args],
    cwd: content,
    env: {
      ...env,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '50',
      OTEL_SERVICE_NAME: name,
    },
    port,
    preload,
  });
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

test.each(
  SERVERS.map(
    (server, index) => [`${server.name} ${server.version}: ${server.what}`, server, index] as const,
  ),
)('%s', async (_title, server, index) => {
  const calls = server.calls(upstreamUrl());
  const askAll = async (url: string): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (const [at, call] of calls.entries()) answers.push(await ask(url, call, traceIdOf(index, at)));
    return answers;
  };
  const port = await freePort();
  const bare = await run(server, { port, preload: undefined }, ({ url }) => askAll(url));
  expect(bare.map(({ status }) => status)).toEqual(calls.map(({ status }) => status));

  outgoing.length = 0;
  const spansOf = (at: number, kind: number) =>
    collector.spans.filter((span) => span.traceId === traceIdOf(index, at) && span.kind === kind);
  await run(server, { port, preload: REGISTER }, async ({ url, metrics }) => {
    expect(await askAll(url)).toEqual(bare);

    // Awaited while it still runs: it is ended without a warning.
    await until('every request has its span', () => calls.every((_, at) => spansOf(at, SERVER).length === 1));
    const samples = await metrics();
    for (const { method = 'GET', route, status } of calls) {
      const same = calls.filter(
        (call) => (call.method ?? 'GET') === method && call.route === route && call.status === status,
      );
      const labels = {
        http_request_method: method,
        http_route: route,
        http_response_status_code: String(status),
      };
      expect({ labels, count: samples.sum('http_server_requests_total', labels) }).toEqual({
        labels,
        count: same.length,
      });
    }
    expect(samples.sum('http_server_active_requests')).toBe(0);
    expect(samples.sum('gatewatch_internal_errors_total')).toBe(0);
  });
  for (const [at, { method = 'GET', route, status }] of calls.entries()) {
    expect(spansOf(at, SERVER)[0]).toMatchObject({
      parentSpanId: CALLER_ID,
      name: route === 'unmatched' ? method : `${method} ${route}`,
      attributes: { 'http.response.status_code': status },
      resource: { 'service.name': server.name },
    });
  }
  if (server.isProxy === true) {
    const clients = calls.flatMap((_, at) => spansOf(at, CLIENT));
    expect(outgoing).toEqual(clients.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`));
    expect(outgoing).toHaveLength(2);
  }
});
