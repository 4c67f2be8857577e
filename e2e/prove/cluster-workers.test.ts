import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preloadArgs, request, startGateway, stopGateways } from '../../instrumentation/testing/gateway';
import { parseMetrics, type Samples } from '../../instrumentation/testing/metrics-text';
import { freePort } from '../../instrumentation/testing/otelcol';
import { until } from '../../instrumentation/testing/until';

/** What a worker that is killed loses at most, as the README says: it tells what it counts every second. */
const TELL_EVERY_MS = 1000;

const WORKERS = 4;
const CLIENTS = 8;
const PHASE_MS = 3000;
/** A connection that was handed to a worker just killed is never answered. */
const GIVE_UP_MS = 2000;

const REQUESTS = 'http_server_requests_total';

/** What a client knows of its answers: when each came, by the process that gave it. */
type Ledger = Map<string, number[]>;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatewatch-prove-cluster-'))));
afterEach(async () => {
  await stopGateways();
  rmSync(folder, { recursive: true });
});

/** Asks without a pause until it is stopped. */
function load(url: string): { readonly ledger: Ledger; stop(): Promise<void> } {
  const ledger: Ledger = new Map();
  let isOn = true;
  // Each request on a connection of its own, so that new workers get some.
  const client = async (): Promise<void> => {
    while (isOn) {
      const signal = AbortSignal.timeout(GIVE_UP_MS);
      const answer = await request(`${url}/pid`, { signal }).catch(() => undefined);
      if (answer === undefined) continue;
      const times = ledger.get(answer.body) ?? [];
      times.push(Date.now());
      ledger.set(answer.body, times);
    }
  };
  const done = Promise.all(Array.from({ length: CLIENTS }, client));
  return {
    ledger,
    stop: async () => {
      isOn = false;
      await done;
    },
  };
}

const answers = (ledger: Ledger): number => [...ledger.values()].reduce((sum, { length }) => sum + length, 0);

/** Scrapes as Prometheus does, and notes each time a counter went back. */
function scraping(scrape: () => Promise<Samples>): { readonly wentBack: string[]; stop(): Promise<void> } {
  const wentBack: string[] = [];
  let last = 0;
  let isOn = true;
  const run = async (): Promise<void> => {
    while (isOn) {
      const samples = await scrape().catch(() => undefined);
      const now = samples?.sum(REQUESTS) ?? last;
      if (now < last) wentBack.push(`${last} -> ${now}`);
      last = now;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const done = run();
  return {
    wentBack,
    stop: () => {
      isOn = false;
      return done;
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for a value that stays the same over three looks. */
async function settled(scrape: () => Promise<Samples>): Promise<number> {
  const seen: number[] = [];
  return until('the count rests', async () => {
    seen.push((await scrape()).sum(REQUESTS));
    const [a, b, c] = seen.slice(-3);
    return a === b && b === c && c;
  });
}

it.each(['a primary under the preload', 'a process manager without it'])(
  'totals equal the clients’ own count although a worker is killed and another ends: %s',
  async (primary) => {
    const isWatched = primary.startsWith('a primary');
    const port = String(await freePort());
    const gateway = await startGateway('workers.cjs', {
      preload: isWatched,
      admin: false,
      env: {
        WORKERS: String(WORKERS),
        GATEWATCH_CLUSTER_DIR: folder,
        GATEWATCH_ADMIN_PORT: port,
        ...(isWatched ? {} : { WORKER_ARGV: JSON.stringify(preloadArgs) }),
      },
    });
    const admin = `http://127.0.0.1:${port}`;
    const scrape = async () => parseMetrics((await request(`${admin}/metrics`)).body);
    const telling = isWatched ? WORKERS : WORKERS - 1;
    const allTell = () =>
      until('all workers tell', async () => {
        const samples = await scrape().catch(() => undefined);
        return samples?.sum('gatewatch_cluster_workers', { state: 'answered' }) === telling;
      });
    await allTell();
    const watching = scraping(scrape);
    const loading = load(gateway.url);
    await pause(PHASE_MS);

    // The one with the port, where that is a worker: the worst one to lose.
    const [some] = [...loading.ledger.keys()] as [string];
    const holder = (JSON.parse((await request(`${admin}/health`)).body) as { pid: number }).pid;
    const victim = isWatched ? Number(some) : holder;
    const killedAt = Date.now();
    process.kill(victim, 'SIGKILL');
    await pause(PHASE_MS);
    await request(`${gateway.url}/exit`).catch(() => undefined);
    await pause(PHASE_MS);
    await loading.stop();
    await allTell();
    await watching.stop();

    const total = answers(loading.ledger) + 1;
    const untold = (loading.ledger.get(String(victim)) ?? []).filter(
      (at) => at > killedAt - TELL_EVERY_MS - 200,
    );
    const counted = await settled(scrape);
    process.stdout.write(
      `${primary}: ${total} answered by ${loading.ledger.size} processes, ${counted} counted, ` +
        `${total - counted} missing of at most ${untold.length} (last second of the killed one)\n`,
    );
    expect(loading.ledger.size).toBeGreaterThan(WORKERS);
    expect(watching.wentBack).toEqual([]);
    expect(total - counted).toBeLessThanOrEqual(untold.length);
    // More than the clients know of: requests whose answer was lost with the process that gave it.
    expect(counted - total).toBeLessThanOrEqual(2 * CLIENTS);
    const page = (await request(`${admin}/metrics`)).body;
    const names = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const series = names.map((line) => line.slice(0, line.lastIndexOf(' ')));
    expect(new Set(series).size).toBe(series.length);
    expect(gateway.stdout()).not.toContain('message');
    await gateway.stop();
  },
  60_000,
);
