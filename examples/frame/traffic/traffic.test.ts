import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';

interface Ledger {
  sent(): void;
  shed(): void;
  ended(method: string, route: string, result: number | string, latencyMs: number): void;
  toJSON(): Summary;
}
interface Summary {
  sent: number;
  shed: number;
  ended: number;
  open: number;
  rows: { method: string; route: string; result: string; count: number }[];
  latencyMs: { p50: number | null; p95: number | null; p99: number | null; max: number | null };
}
interface Planned {
  method: string;
  route: string;
  path: string;
  abortMs?: number;
}

const load = createRequire(__filename);
const { createLedger } = load('./ledger') as { createLedger(): Ledger };
const { nextRequest, readMix } = load('./plan') as {
  nextRequest(mix: object[], random: () => number): Planned;
  readMix(script: string): object[];
};
const { randomFrom } = load('../random') as { randomFrom(seed: number): () => number };
const { readOptions } = load('./options') as { readOptions(args: string[]): { rate: number } };
const run = promisify(execFile);
const PLAN = join(__dirname, '..', '..', 'express-gateway', 'plan.js');

describe('ledger', () => {
  test('counts by method, route and result, and what is still open', () => {
    const ledger = createLedger();
    for (let i = 0; i < 4; i += 1) ledger.sent();
    ledger.ended('GET', '/orders/:id', 200, 10);
    ledger.ended('GET', '/orders/:id', 200, 30);
    ledger.ended('GET', '/orders/:id', 404, 20);
    ledger.shed();
    expect(ledger.toJSON()).toEqual({
      sent: 4,
      shed: 1,
      ended: 3,
      open: 1,
      rows: [
        { method: 'GET', route: '/orders/:id', result: '200', count: 2 },
        { method: 'GET', route: '/orders/:id', result: '404', count: 1 },
      ],
      latencyMs: { p50: 20, p95: 30, p99: 30, max: 30 },
    });
  });

  test('latencies of aborted requests are not answers', () => {
    const ledger = createLedger();
    ledger.sent();
    ledger.ended('GET', '/reports/:name', 'aborted', 100);
    expect(ledger.toJSON().latencyMs).toEqual({ p50: null, p95: null, p99: null, max: null });
    expect(ledger.toJSON().rows[0]?.result).toBe('aborted');
  });
});

describe('plan', () => {
  const plan = (seed: number): Planned[] => {
    const mix = readMix(PLAN);
    const random = randomFrom(seed);
    return Array.from({ length: 5000 }, () => nextRequest(mix, random));
  };

  test('a seed gives one sequence, another seed another', () => {
    expect(plan(1)).toEqual(plan(1));
    expect(plan(1)).not.toEqual(plan(2));
  });

  test('has every kind of request that a gateway meets, few of them bad', () => {
    const requests = plan(1);
    const share = (is: (request: Planned) => boolean): number => requests.filter(is).length / requests.length;
    expect(share(({ route }) => route === '/broken')).toBeGreaterThan(0.002);
    expect(share(({ route }) => route === '/broken')).toBeLessThan(0.02);
    expect(share(({ route }) => route === 'unmatched')).toBeGreaterThan(0.01);
    expect(share(({ route }) => route === '/reports/:name')).toBeLessThan(0.05);
    expect(share(({ abortMs }) => abortMs !== undefined)).toBeGreaterThan(0.002);
    expect(share(({ method }) => method === 'POST')).toBeGreaterThan(0.05);
  });
});

describe('flags', () => {
  test('all bad values in one message', () => {
    expect(() => readOptions(['--rate', 'fast', '--max-open', '0'])).toThrow(
      /--plan must name a script .*; --rate must be a number from 0 to 10000, is "fast"; --max-open must be a number from 1/,
    );
  });
  test('a plan without a mix is named', () => {
    expect(() => readMix(join(__dirname, 'ledger.js'))).toThrow(/ledger\.js must export MIX/);
  });
  test('an unknown flag is named', () => {
    expect(() => readOptions(['--speed', '1'])).toThrow(/--speed/);
  });
});

describe('generator', () => {
  let server: Server;
  let directory: string;
  const seen = new Map<string, number>();

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'traffic-'));
    server = createServer((request, response) => {
      seen.set('all', (seen.get('all') ?? 0) + 1);
      response.statusCode = request.url?.startsWith('/wp-admin') ? 404 : 200;
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(directory, { recursive: true });
  });

  test('sends at the rate, and its ledger has each request that the server saw', async () => {
    const { port } = server.address() as AddressInfo;
    const file = join(directory, 'ledger.json');
    const { stdout } = await run(process.execPath, [
      join(__dirname, 'main.js'),
      ...['--plan', PLAN],
      ...['--target', `http://127.0.0.1:${port}`, '--rate', '200', '--duration', '1', '--ledger', file],
    ]);
    const ledger = JSON.parse(await readFile(file, 'utf8')) as Summary;
    expect(stdout).toContain(`sent ${ledger.sent}, ended ${ledger.sent}, open 0`);
    expect(ledger.sent).toBeGreaterThan(100);
    expect(ledger.sent).toBeLessThanOrEqual(220);
    expect(ledger.rows.reduce((sum, row) => sum + row.count, 0)).toBe(seen.get('all'));
    expect(ledger.rows).toContainEqual(expect.objectContaining({ route: 'unmatched', result: '404' }));
  });
});
