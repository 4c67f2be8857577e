import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request, startGateway, stopGateways } from './gateway';
import { freePort } from './otelcol';
import { until } from './until';

jest.setTimeout(60_000);

const CANARY = 'canary-7f3a9c51';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatewatch-canary-'))));
afterEach(async () => {
  await stopGateways();
  rmSync(folder, { recursive: true });
});

/** Names and bytes of all files below the folder. */
function everyFile(): readonly (readonly [path: string, text: string])[] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return paths.map((path) => [path, readFileSync(path, 'latin1')] as const);
}

/** Sends a secret through a careless gateway whose collector is away; gives what lies on disk after its end. */
async function onDisk(env: Record<string, string>): Promise<readonly (readonly [string, string])[]> {
  const upstream = await startGateway('traced.cjs', { preload: false });
  const gateway = await startGateway('canary.cjs', {
    env: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
      OTEL_EXPORTER_OTLP_HEADERS: `x-api-key=${CANARY}`,
      OTEL_BSP_SCHEDULE_DELAY: '50',
      GATEWATCH_LOGS_EXPORT: 'true',
      GATEWATCH_SPILL_DIR: folder,
      GATEWATCH_SHUTDOWN_DEADLINE_MS: '1000',
      GATEWATCH_TRACE_QUERY: 'values',
      GATEWATCH_TRACE_REQUEST_HEADERS: 'authorization,cookie,x-api-key',
      GATEWATCH_BAGGAGE_KEYS: 'session,note,tenant',
      UPSTREAM_URL: upstream.url,
      ...env,
    },
  });
  await request(`${gateway.url}/login?token=${CANARY}&page=2`, {
    headers: {
      authorization: `Bearer ${CANARY}`,
      cookie: `sid=${CANARY}`,
      'x-api-key': CANARY,
      'x-canary': CANARY,
      'user-agent': `probe token=${CANARY}`,
      baggage: `session=${CANARY}`,
    },
  });
  await gateway.stop('SIGTERM');
  return until('spans and log records are on disk', () => {
    const files = everyFile();
    const has = (text: string): boolean => files.some(([, bytes]) => bytes.includes(text));
    return has('/login') && has('signed in') && files;
  });
}

it('leaves a secret in no file on disk, nor in the name of one', async () => {
  const files = await onDisk({});
  expect(files.map(([path, text]) => [path, text.includes(CANARY)])).toEqual(
    files.map(([path]) => [path, false]),
  );
  expect(files.map(([path]) => path).join()).not.toContain(CANARY);
  expect(files.some(([, text]) => text.includes('REDACTED'))).toBe(true);
});

it('leaves it in spans and in log records on disk, if the redaction is off', async () => {
  const files = await onDisk({ GATEWATCH_REDACTION: 'false' });
  const holding = files.filter(([, text]) => text.includes(CANARY)).map(([path]) => path);
  for (const signal of ['traces', 'logs']) {
    expect(holding.filter((path) => path.includes(`/${signal}/`))).not.toEqual([]);
  }
});
