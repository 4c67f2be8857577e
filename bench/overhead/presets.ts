import { freePort } from '../../instrumentation/testing/otelcol';
import { type Goal, goalTable } from './goals';
import { burst } from './load';
import { rotated, type Surroundings } from './measure';
import { type PresetVariant, ORDINARY_RATE, presetVariants, shareGoal } from './preset-variants';
import { type MeasuredServer, startServer } from './process';
import { markdown } from './report';
import { differences, quantile, spread } from './statistics';
import { fetched, steady } from './steady';
import { BARE } from './variants';

export interface PresetPlan {
  readonly rounds: number;
  /** Length of a window under load; one a variant and round. */
  readonly seconds: number;
  readonly warmUp: number;
}

interface Running {
  readonly server: MeasuredServer;
  readonly adminPort: string | undefined;
  /** Per cent of one core, one entry a round. */
  readonly shares: number[];
}

const APP = 'logging-proxy.cjs';
const PROMETHEUS = { accept: 'application/openmetrics-text;version=1.0.0', 'accept-encoding': 'gzip' };

/** Variants of a preset that run at most, beside the bare one. */
const VARIANTS_AT_MOST = 32;

/**
 * CPU share of the gateway under each preset at an ordinary load, as Markdown: each variant in a process of its own,
 * windows in turn. Each window holds one scrape, so that metrics are paid for as in operation, or more dearly.
 */
export async function presetTables(plan: PresetPlan, around: Surroundings): Promise<string> {
  const ports = await Promise.all(Array.from({ length: VARIANTS_AT_MOST }, () => freePort()));
  const variants = presetVariants(ports);
  const running = new Map<PresetVariant | 'bare', Running>();
  try {
    for (const entry of ['bare' as const, ...variants]) {
      const variant = entry === 'bare' ? BARE : entry.variant;
      around.report(`presets: warming up ${variant.name}`);
      const server = await startServer(APP, variant, around);
      running.set(entry, { server, adminPort: variant.env['GATEWATCH_ADMIN_PORT'], shares: [] });
      await burst(urlOf(server), plan.warmUp, 10);
    }
    for (let round = 0; round < plan.rounds; round += 1) {
      around.report(`presets: round ${round + 1} of ${plan.rounds}`);
      for (const one of rotated([...running.values()], round))
        one.shares.push(await share(one, plan.seconds));
    }
  } finally {
    await Promise.all([...running.values()].map(({ server }) => server.stop()));
  }
  return tables(variants, running);
}

function urlOf({ port }: MeasuredServer): string {
  return `http://127.0.0.1:${port}/orders/42`;
}

async function share({ server, adminPort }: Running, seconds: number): Promise<number> {
  const before = await server.usage();
  const began = performance.now();
  const load = steady(urlOf(server), ORDINARY_RATE, seconds);
  if (adminPort !== undefined)
    await fetched(`http://127.0.0.1:${adminPort}/metrics`, { headers: PROMETHEUS });
  await load;
  const after = await server.usage();
  const micros = (performance.now() - began) * 1000;
  return ((after.cpuMicros - before.cpuMicros) / micros) * 100;
}

function tables(
  variants: readonly PresetVariant[],
  running: ReadonlyMap<PresetVariant | 'bare', Running>,
): string {
  const bare = running.get('bare')?.shares ?? [];
  const rows: string[][] = [];
  const goals: Goal[] = [];
  for (const entry of variants) {
    const added = differences(running.get(entry)?.shares ?? [], bare);
    const { median, low, high } = spread(added);
    rows.push([entry.preset, entry.extent, `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`]);
    goals.push(shareGoal(entry, median));
  }
  return [
    `The bare gateway takes ${quantile(bare, 0.5).toFixed(2)} % of one core.`,
    '',
    markdown([['preset', 'extent', 'added % of one core'], ...rows]),
    '',
    goalTable(goals),
  ].join('\n');
}
