import { freePort } from '../../instrumentation/testing/otelcol';
import { type Goal, goalTable } from './goals';
import { burst } from './load';
import type { Surroundings } from './measure';
import { type PresetVariant, ORDINARY_RATE, presetVariants, shareGoal } from './preset-variants';
import { type MeasuredServer, startServer } from './process';
import { markdown } from './report';
import { differences, quantile, spread } from './statistics';
import { fetched, steady } from './steady';
import { BARE } from './variants';

export interface PresetPlan {
  /** Windows a variant. */
  readonly rounds: number;
  /** Length of a window under load. */
  readonly seconds: number;
  readonly warmUp: number;
}

/** Per cent of one core that two servers took, one entry a window each. */
interface Shares {
  readonly own: number[];
  readonly bare: number[];
}

const APP = 'logging-proxy.cjs';
const PROMETHEUS = { accept: 'application/openmetrics-text;version=1.0.0', 'accept-encoding': 'gzip' };

/** Variants of a preset that run at most. */
const VARIANTS_AT_MOST = 32;

/**
 * CPU share of the gateway under each preset at an ordinary load, as Markdown: each variant beside a bare server that
 * has the same load at the same time, since a server that mostly waits takes what the moment makes of it. Each window
 * holds one scrape, so that metrics are paid for as in operation.
 */
export async function presetTables(plan: PresetPlan, around: Surroundings): Promise<string> {
  const ports = await Promise.all(Array.from({ length: VARIANTS_AT_MOST }, () => freePort()));
  const all: [PresetVariant, Shares][] = [];
  for (const entry of presetVariants(ports)) all.push([entry, await sharesOf(entry, plan, around)]);
  return tables(all);
}

async function sharesOf({ variant }: PresetVariant, plan: PresetPlan, around: Surroundings): Promise<Shares> {
  const shares: Shares = { own: [], bare: [] };
  const adminPort = variant.env['GATEWATCH_ADMIN_PORT'] ?? '';
  const servers: MeasuredServer[] = [];
  try {
    for (const one of [BARE, variant]) {
      around.report(`presets: warming up ${one.name}`);
      const server = await startServer(APP, one, around);
      servers.push(server);
      await burst(urlOf(server), plan.warmUp, 10);
    }
    const [bare, own] = servers as [MeasuredServer, MeasuredServer];
    for (let round = 0; round < plan.rounds; round += 1) {
      around.report(`presets: ${variant.name}, window ${round + 1} of ${plan.rounds}`);
      const scrape = fetched(`http://127.0.0.1:${adminPort}/metrics`, { headers: PROMETHEUS });
      const [bareShare, ownShare] = await Promise.all([
        share(bare, plan.seconds),
        share(own, plan.seconds),
        scrape,
      ]);
      shares.bare.push(bareShare);
      shares.own.push(ownShare);
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
  return shares;
}

function urlOf({ port }: MeasuredServer): string {
  return `http://127.0.0.1:${port}/orders/42`;
}

async function share(server: MeasuredServer, seconds: number): Promise<number> {
  const before = await server.usage();
  const began = performance.now();
  await steady(urlOf(server), ORDINARY_RATE, seconds);
  const after = await server.usage();
  const micros = (performance.now() - began) * 1000;
  return ((after.cpuMicros - before.cpuMicros) / micros) * 100;
}

function tables(all: readonly (readonly [PresetVariant, Shares])[]): string {
  const rows: string[][] = [];
  const goals: Goal[] = [];
  for (const [entry, { own, bare }] of all) {
    const { median, low, high } = spread(differences(own, bare));
    const added = `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
    rows.push([entry.preset, entry.extent, quantile(bare, 0.5).toFixed(2), added]);
    goals.push(shareGoal(entry, median));
  }
  return [
    markdown([['preset', 'extent', 'bare, % of one core', 'added % of one core'], ...rows]),
    '',
    goalTable(goals),
  ].join('\n');
}
