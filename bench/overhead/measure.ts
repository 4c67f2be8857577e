import { burst } from './load';
import { type MeasuredServer, startServer } from './process';
import type { App, Variant } from './variants';

/** Figures of one variant, one entry a round. */
export interface Figures {
  readonly cpuMicrosPerRequest: number[];
  readonly requestsPerSecond: number[];
  readonly p99: number[];
  readonly rss: number[];
  readonly startMs: number[];
  readonly idleRss: number[];
  /** What became of the spans; undefined of a variant that is not ours or makes none. */
  exported: Exported | undefined;
}

export interface Exported {
  readonly exported: number;
  readonly dropped: number;
}

export interface Plan {
  readonly rounds: number;
  /** Requests of a burst; one burst a variant and round. */
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
 * Measures all variants of an application in the same run: every variant has a process of its own, and short bursts
 * go round in turn, in another order each round, so that a slow moment of the machine hits all alike.
 */
export async function measure(
  app: App,
  variants: readonly Variant[],
  plan: Plan,
  around: Surroundings,
): Promise<ReadonlyMap<Variant, Figures>> {
  const { report } = around;
  const figures = new Map(variants.map((variant) => [variant, emptyFigures()] as const));
  report(`${app}: starting each variant ${plan.starts} times`);
  await measureStarts(app, figures, plan, around);
  const servers = new Map<Variant, MeasuredServer>();
  try {
    for (const variant of variants) servers.set(variant, await startServer(`${app}.cjs`, variant, around));
    for (const [variant, server] of servers) {
      report(`${app}: warming up ${variant.name}`);
      await burst(url(app, server), plan.warmUp, plan.connections);
    }
    for (let round = 0; round < plan.rounds; round += 1) {
      report(`${app}: round ${round + 1} of ${plan.rounds}`);
      for (const [variant, server] of rotated([...servers], round)) {
        const before = await server.usage();
        const result = await burst(url(app, server), plan.requests, plan.connections);
        const after = await server.usage();
        const figure = figures.get(variant);
        figure?.cpuMicrosPerRequest.push((after.cpuMicros - before.cpuMicros) / plan.requests);
        figure?.requestsPerSecond.push(result.requestsPerSecond);
        figure?.p99.push(result.p99);
        figure?.rss.push(after.rss);
      }
    }
    for (const [variant, server] of servers) {
      const figure = figures.get(variant);
      if (figure !== undefined) figure.exported = await exportedBy(server);
    }
  } finally {
    await Promise.all([...servers.values()].map((server) => server.stop()));
  }
  return figures;
}

/** What became of the spans of our own variants. */
async function exportedBy(server: MeasuredServer): Promise<Exported | undefined> {
  const samples = await server.metrics();
  const sum = (name: string): number => samples.sum(`gatewatch_export_${name}_total`, { signal: 'traces' });
  return sum('ended') === 0 ? undefined : { exported: sum('exported'), dropped: sum('dropped') };
}

/** Start-up time and memory once listening: fresh processes, in turn. */
async function measureStarts(
  app: App,
  figures: ReadonlyMap<Variant, Figures>,
  plan: Plan,
  around: Surroundings,
): Promise<void> {
  for (let round = 0; round < plan.starts; round += 1) {
    for (const [variant, figure] of rotated([...figures], round)) {
      const server = await startServer(`${app}.cjs`, variant, around);
      try {
        figure.startMs.push(server.startMs);
        figure.idleRss.push((await server.usage()).rss);
      } finally {
        await server.stop();
      }
    }
  }
}

function url(app: App, server: MeasuredServer): string {
  return `http://127.0.0.1:${server.port}${PATHS[app]}`;
}

/** The list from another place on, the rest behind it. */
export function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

function emptyFigures(): Figures {
  return {
    cpuMicrosPerRequest: [],
    requestsPerSecond: [],
    p99: [],
    rss: [],
    startMs: [],
    idleRss: [],
    exported: undefined,
  };
}
