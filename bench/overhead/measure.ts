import { burst } from './load';
import { type MeasuredServer, startServer } from './process';
import type { App, Variant } from './variants';

/** What bursts against one server gave, one entry a burst. */
export interface Bursts {
  readonly cpuMicrosPerRequest: number[];
  readonly requestsPerSecond: number[];
  readonly p99: number[];
  readonly rss: number[];
}

/** What starts of one variant gave, one entry a start. */
export interface Starts {
  readonly startMs: number[];
  readonly idleRss: number[];
}

/** Figures of one variant. */
export interface Figures extends Bursts, Starts {
  /** The bare server beside it: entry by entry the burst before or after. */
  readonly base: Bursts;
  /** Its starts, entry by entry in the same round. */
  readonly baseStarts: Starts;
  /** What became of the spans; undefined of a variant that is not ours or makes none. */
  readonly exported: Exported | undefined;
}

export interface Exported {
  readonly exported: number;
  readonly dropped: number;
}

export interface Plan {
  /** Pairs of processes a variant, one after the other: no two processes come to the same pace. */
  readonly pairs: number;
  /** Rounds of a pair. */
  readonly rounds: number;
  /** Requests of a burst; one burst a server and round. */
  readonly requests: number;
  readonly warmUp: number;
  readonly connections: number;
  /** Starts of each variant for the start-up figures. */
  readonly starts: number;
}

export interface Surroundings {
  readonly env: Readonly<Record<string, string>>;
  /** Node.js to run the servers with. */
  readonly node: string;
  readonly report: (line: string) => void;
}

const PATHS: Readonly<Record<App, string>> = {
  raw: '/',
  'express-proxy': '/orders/42',
  'fastify-json': '/orders/42',
};

/**
 * Measures the variants of an application, each against a bare server of its own: the two are alone on the machine but
 * for what they talk to, and short bursts go to one and the other in turn, so that a slow moment hits both alike.
 */
export async function measure(
  app: App,
  [bare, ...variants]: readonly Variant[],
  plan: Plan,
  around: Surroundings,
): Promise<ReadonlyMap<Variant, Figures>> {
  if (bare === undefined) throw new Error(`${app}: there is nothing to measure`);
  const { report } = around;
  report(`${app}: starting each variant ${plan.starts} times`);
  const starts = await measureStarts(app, [bare, ...variants], plan, around);
  const baseStarts = starts.get(bare) ?? { startMs: [], idleRss: [] };
  const figures = new Map<Variant, Figures>();
  for (const variant of variants) {
    const own = noBursts();
    const base = noBursts();
    const exported: Exported[] = [];
    for (let pair = 0; pair < plan.pairs; pair += 1) {
      report(`${app}: ${variant.name}, pair ${pair + 1} of ${plan.pairs}`);
      const servers: Side[] = [];
      try {
        for (const [one, bursts] of [[bare, base] as const, [variant, own] as const]) {
          const server = await startServer(`${app}.cjs`, one, around);
          servers.push({ server, bursts });
          await burst(url(app, server), plan.warmUp, plan.connections);
        }
        for (let round = 0; round < plan.rounds; round += 1) {
          for (const side of rotated(servers, round)) await measureBurst(app, side, plan);
        }
        for (const { server } of servers) exported.push(...(await exportedBy(server)));
      } finally {
        await Promise.all(servers.map(({ server }) => server.stop()));
      }
    }
    figures.set(variant, {
      ...own,
      ...(starts.get(variant) ?? { startMs: [], idleRss: [] }),
      base,
      baseStarts,
      exported: added(exported),
    });
  }
  return figures;
}

interface Side {
  readonly server: MeasuredServer;
  readonly bursts: Bursts;
}

async function measureBurst(app: App, { server, bursts }: Side, plan: Plan): Promise<void> {
  const before = await server.usage();
  const result = await burst(url(app, server), plan.requests, plan.connections);
  const after = await server.usage();
  bursts.cpuMicrosPerRequest.push((after.cpuMicros - before.cpuMicros) / plan.requests);
  bursts.requestsPerSecond.push(result.requestsPerSecond);
  bursts.p99.push(result.p99);
  bursts.rss.push(after.rss);
}

/** What became of the spans of our own variants. */
async function exportedBy(server: MeasuredServer): Promise<Exported[]> {
  const samples = await server.metrics();
  const sum = (name: string): number => samples.sum(`gatewatch_export_${name}_total`, { signal: 'traces' });
  return sum('ended') === 0 ? [] : [{ exported: sum('exported'), dropped: sum('dropped') }];
}

function added(all: readonly Exported[]): Exported | undefined {
  if (all.length === 0) return undefined;
  const sum = (key: keyof Exported): number => all.reduce((total, one) => total + one[key], 0);
  return { exported: sum('exported'), dropped: sum('dropped') };
}

/** Start-up time and memory once listening: fresh processes, in turn. */
async function measureStarts(
  app: App,
  variants: readonly Variant[],
  plan: Plan,
  around: Surroundings,
): Promise<ReadonlyMap<Variant, Starts>> {
  const starts = new Map<Variant, Starts>(variants.map((variant) => [variant, { startMs: [], idleRss: [] }]));
  for (let round = 0; round < plan.starts; round += 1) {
    for (const [variant, figure] of rotated([...starts], round)) {
      const server = await startServer(`${app}.cjs`, variant, around);
      try {
        figure.startMs.push(server.startMs);
        figure.idleRss.push((await server.usage()).rss);
      } finally {
        await server.stop();
      }
    }
  }
  return starts;
}

function url(app: App, server: MeasuredServer): string {
  return `http://127.0.0.1:${server.port}${PATHS[app]}`;
}

/** The list from another place on, the rest behind it. */
export function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

function noBursts(): Bursts {
  return { cpuMicrosPerRequest: [], requestsPerSecond: [], p99: [], rss: [] };
}
