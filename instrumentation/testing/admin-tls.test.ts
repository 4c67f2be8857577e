import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import * as https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { once } from 'node:events';
import { certificates } from './certificates';
import { type Answer, type Gateway, request, startGateway, stopGateways } from './gateway';

jest.setTimeout(60_000);
const tls = certificates();
const folder = mkdtempSync(join(tmpdir(), 'gatewatch-mtls-'));
afterEach(stopGateways);
afterAll(() => {
  tls.remove();
  rmSync(folder, { recursive: true });
});

const TOKEN = 'canary-91c2';
const start = (env: Record<string, string> = {}): Promise<Gateway> => {
  const { key, cert } = tls.files('admin');
  return startGateway('raw.cjs', {
    env: {
      GATEWATCH_ADMIN_TLS_CERTIFICATE: cert,
      GATEWATCH_ADMIN_TLS_KEY: key,
      GATEWATCH_ADMIN_TLS_CLIENT_CA: tls.files('operator').cert,
      ...env,
    },
  });
};

/** A request with the client certificate of that name, or with none. */
const ask = (url: string, client?: string, headers = {}): Promise<Answer> =>
  request(url, {
    headers,
    agent: new https.Agent({
      ca: tls.texts('admin').cert,
      ...(client === undefined ? {} : tls.texts(client)),
    }),
  });

/** Status that curl gets. */
function curl(url: string, args: readonly string[] = []): Promise<string> {
  const argv = [
    '-s',
    '-o',
    '/dev/null',
    '-w',
    '%{http_code}',
    '--cacert',
    tls.files('admin').cert,
    ...args,
    url,
  ];
  return new Promise((resolve) => execFile('curl', argv, (_error, stdout) => resolve(stdout)));
}

test('a client certificate stands for the token; health and metrics ask for neither', async () => {
  const { adminUrl } = await start();
  expect(adminUrl).toMatch(/^https:/);
  for (const path of ['/health', '/health/live', '/health/ready', '/metrics']) {
    expect([path, (await ask(adminUrl + path)).status]).toEqual([path, 200]);
  }
  const refused = await ask(`${adminUrl}/observability`);
  expect([refused.status, refused.body]).toEqual([
    403,
    expect.stringContaining('GATEWATCH_ADMIN_TLS_CLIENT_CA'),
  ]);
  // Signed by nobody that the port trusts.
  expect((await ask(`${adminUrl}/observability`, 'stranger')).status).toBe(403);
  expect((await ask(`${adminUrl}/observability`, 'operator')).status).toBe(200);

  const { key, cert } = tls.files('operator');
  expect(await curl(`${adminUrl}/observability`, ['--cert', cert, '--key', key])).toBe('200');
  expect(await curl(`${adminUrl}/observability`)).toBe('403');
  expect(await curl(`${adminUrl}/health/live`)).toBe('200');
});

test('with a token as well, either will do, and metrics may be asked for it', async () => {
  const { adminUrl } = await start({ GATEWATCH_ADMIN_TOKEN: TOKEN, GATEWATCH_ADMIN_PROTECT_METRICS: 'true' });
  const authorization = `Bearer ${TOKEN}`;
  for (const path of ['/metrics', '/observability']) {
    expect((await ask(adminUrl + path)).status).toBe(401);
    expect((await ask(adminUrl + path, 'stranger')).status).toBe(401);
    expect((await ask(adminUrl + path, 'operator')).status).toBe(200);
    expect((await ask(adminUrl + path, undefined, { authorization })).status).toBe(200);
  }
});

test('the port speaks no HTTP without TLS, and no TLS before 1.2', async () => {
  const { adminUrl } = await start();
  await expect(request(adminUrl.replace('https:', 'http:'))).rejects.toThrow();
  const { hostname, port } = new URL(adminUrl);
  const old = connect({
    host: hostname,
    port: Number(port),
    maxVersion: 'TLSv1.1',
    minVersion: 'TLSv1',
    rejectUnauthorized: false,
  });
  const [error] = (await once(old, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toMatch(/^ERR_SSL_/);
});

test('files that cannot be read open no port, and stop no gateway', async () => {
  const missing = join(folder, 'gone.pem');
  const gateway = await startGateway('raw.cjs', {
    admin: false,
    env: { GATEWATCH_ADMIN_TLS_CERTIFICATE: missing, GATEWATCH_ADMIN_TLS_KEY: tls.files('admin').key },
  });
  expect((await request(gateway.url)).status).toBe(200);
  expect(gateway.stderr()).toContain(
    `admin not started: GATEWATCH_ADMIN_TLS_CERTIFICATE: ${missing} cannot be read (ENOENT)`,
  );
});
