import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { startGateway, stopGateways } from '../testing/gateway';

jest.setTimeout(60_000);
afterEach(stopGateways);

const MAIN = join(__dirname, 'main.ts');

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function gatewatch(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  return new Promise((resolve) => {
    const argv = ['--require', require.resolve('tsx/cjs'), MAIN, ...args];
    const child = execFile(process.execPath, argv, { env: { PATH: process.env['PATH'], ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}

test('config prints the effective configuration without secrets', async () => {
  const { code, stdout, stderr } = await gatewatch(['config'], {
    OTEL_SERVICE_NAME: 'edge',
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=hunter2',
  });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).not.toContain('hunter2');
  expect(JSON.parse(stdout)).toMatchObject({
    serviceName: 'edge',
    preset: 'default',
    otlp: { endpoint: 'http://localhost:4317', headers: { 'api-key': '***' } },
  });
});

test('config names every problem and exits with 1', async () => {
  const { code, stdout, stderr } = await gatewatch(['config'], {
    GATEWATCH_ADMIN_PORT: 'x',
    GATEWATCH_PRSET: 'x',
  });
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([
    'GATEWATCH_ADMIN_PORT="x" must be a whole number from 0 to 65535, or none; using 9464 instead',
    'GATEWATCH_PRSET is not a variable of this release and has no effect; did you mean GATEWATCH_PRESET?',
  ]);
  expect(JSON.parse(stdout)).toMatchObject({ admin: { port: 9464 } });
});

test('health prints the health of a running gateway; degraded exits with 1', async () => {
  const well = await startGateway('raw.cjs');
  const ok = await gatewatch(['health', '--url', well.adminUrl]);
  expect([ok.code, (JSON.parse(ok.stdout) as { status: string }).status]).toEqual([0, 'ok']);
  const ill = await startGateway('raw.cjs', { env: { TRACE_SAMPLE_RATE: 'x' } });
  const degraded = await gatewatch(['health', '--url', ill.adminUrl]);
  expect([degraded.code, (JSON.parse(degraded.stdout) as { status: string }).status]).toEqual([
    1,
    'degraded',
  ]);
});

test('health says so when nothing, or something else, answers', async () => {
  const other = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const wrong = await gatewatch(['health', '--url', url]);
  other.close();
  await once(other, 'close');
  const nobody = await gatewatch(['health', '--url', url]);
  expect([nobody.code, nobody.stderr]).toEqual([
    1,
    expect.stringContaining(`no answer from ${url}/health (ECONNREFUSED)`),
  ]);
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('is this the admin port?')]);
});

test('without an admin port there is none to ask for the health', async () => {
  const { code, stderr } = await gatewatch(['health'], { GATEWATCH_ADMIN_PORT: 'none' });
  expect([code, stderr]).toEqual([2, expect.stringContaining('opens no admin port: give --url')]);
});

test('alerts asks the alert operations server with its token, and exits with 1 if that refuses', async () => {
  const asked: (string | undefined)[][] = [];
  const server = createServer(({ method, url, headers }, response) => {
    asked.push([method, url, headers.authorization]);
    response.writeHead(asked.length === 1 ? 200 : 404, { 'content-type': 'application/json' });
    response.end('{"status":"x"}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const env = {
    GATEWATCH_ALERTS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    GATEWATCH_ALERTS_TOKEN: 'hunter2',
  };
  const fingerprint = '0123456789abcdef';
  const done = await gatewatch(['alerts', 'acknowledge', fingerprint, 'acknowledged_by=a b'], env);
  const refused = await gatewatch(['alerts', 'list', 'status=firing'], env);
  server.close();
  await once(server, 'close');
  const away = await gatewatch(['alerts'], env);
  expect([done.code, JSON.parse(done.stdout), refused.code]).toEqual([0, { status: 'x' }, 1]);
  expect(asked).toEqual([
    ['POST', `/alerts/${fingerprint}/acknowledge?acknowledged_by=a+b`, 'Bearer hunter2'],
    ['GET', '/alerts?status=firing', 'Bearer hunter2'],
  ]);
  expect([away.code, away.stderr]).toEqual([1, expect.stringContaining('ECONNREFUSED')]);
});

test.each([
  [[], 'a command is missing'],
  [['nonsense'], 'unknown command "nonsense"'],
  [['config', 'extra'], 'unexpected argument "extra"'],
  [['config', '--url', 'http://x'], '"config" takes no --url'],
  [['health', '--url', 'x'], '--url must be an http:// or https:// URL, not "x"'],
  [['alerts', 'close', '--url', 'http://x'], '"alerts close" is not known'],
  [['alerts', 'acknowledge', 'abc', '--url', 'http://x'], 'needs a fingerprint of 16 hexadecimal digits'],
  [['alerts', 'list', 'firing', '--url', 'http://x'], '"firing" is no name=value'],
  [['alerts'], 'set GATEWATCH_ALERTS_URL'],
  [['health', '--nope'], "Unknown option '--nope'"],
])('%j is a usage error', async (args, message) => {
  const { code, stdout, stderr } = await gatewatch(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(stderr).toContain('Usage: gatewatch');
});
