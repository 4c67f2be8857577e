import { measuredOn } from '../results/write';
import { burst } from './load';
import { rotated, type Surroundings } from './measure';
import type { NodeToMeasure } from './node-binary';
import { type MeasuredServer, startServer } from './process';
import { type Owner, OWNERS, type Spent, spent } from './profile';
import { markdown } from './report';
import { quantile } from './statistics';
import { BARE, OURS, type Variant } from './variants';

export interface ProfilePlan {
  readonly rounds: number;
  /** Requests of a profiled burst; one burst a variant and round. */
  readonly requests: number;
  readonly warmUp: number;
  readonly connections: number;
}

/** Microseconds between samples. */
const INTERVAL = 200;
const APP = 'express-proxy.cjs';
const FUNCTIONS_SHOWN = 12;

/** The section that says where the time that the preload adds to the Express proxy is spent. */
export async function profileSection(
  heading: string,
  node: NodeToMeasure,
  plan: ProfilePlan,
  around: Surroundings,
): Promise<string> {
  const profiles = await profiled([BARE, ...Object.values(OURS)], plan, around);
  const all = profiles.get(OURS.all) ?? [];
  return [
    `# ${heading}`,
    '',
    measuredOn(node.version),
    'Where the Express proxy spends its time: CPU profiles of the server process under load, one process a variant, in turn;',
    `${plan.rounds} rounds of ${plan.requests} requests, a sample each ${INTERVAL} µs. Microseconds a request in functions of that owner itself, callees`,
    'not included: medians over the rounds, in parentheses the difference to the bare server. The profiler itself costs time,',
    'so the sums are above those of the section "Overhead". Reproduce: `npm run bench:overhead -- --section profile --write`.',
    '',
    ownerTable(profiles, plan.requests),
    '',
    'The functions of the preload and of OpenTelemetry that take most, with 100 % traced:',
    '',
    functionTable(all, plan.requests),
    '',
  ].join('\n');
}

async function profiled(
  variants: readonly Variant[],
  plan: ProfilePlan,
  around: Surroundings,
): Promise<ReadonlyMap<Variant, readonly Spent[]>> {
  const servers = new Map<Variant, MeasuredServer>();
  const profiles = new Map(variants.map((variant) => [variant, [] as Spent[]] as const));
  try {
    for (const variant of variants) {
      around.report(`profile: warming up ${variant.name}`);
      const server = await startServer(APP, variant, around);
      servers.set(variant, server);
      await burst(urlOf(server), plan.warmUp, plan.connections);
    }
    for (let round = 0; round < plan.rounds; round += 1) {
      around.report(`profile: round ${round + 1} of ${plan.rounds}`);
      for (const [variant, server] of rotated([...servers], round)) {
        await server.profile(INTERVAL);
        await burst(urlOf(server), plan.requests, plan.connections);
        profiles.get(variant)?.push(spent(await server.profiled()));
      }
    }
  } finally {
    await Promise.all([...servers.values()].map((server) => server.stop()));
  }
  return profiles;
}

function urlOf({ port }: MeasuredServer): string {
  return `http://127.0.0.1:${port}/orders/42`;
}

function ownerTable(profiles: ReadonlyMap<Variant, readonly Spent[]>, requests: number): string {
  const median = (spents: readonly Spent[], owner: Owner): number =>
    quantile(
      spents.map(({ owners }) => owners[owner] / requests),
      0.5,
    );
  const bare = profiles.get(BARE) ?? [];
  const rows = OWNERS.map((owner) => [
    owner,
    ...[...profiles].map(([variant, spents]) => {
      const micros = median(spents, owner);
      return variant === BARE ? micros.toFixed(1) : withDifference(micros, micros - median(bare, owner));
    }),
  ]);
  const sums = [...profiles.values()].map((spents) =>
    OWNERS.reduce((sum, owner) => sum + median(spents, owner), 0),
  );
  const total = sums.map((sum, index) =>
    index === 0 ? sum.toFixed(1) : withDifference(sum, sum - (sums[0] ?? 0)),
  );
  return markdown([
    ['whose code', ...[...profiles.keys()].map(({ name }) => name)],
    ...rows,
    ['all', ...total],
  ]);
}

function withDifference(micros: number, difference: number): string {
  return `${micros.toFixed(1)} (${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(1)})`;
}

function functionTable(spents: readonly Spent[], requests: number): string {
  const names = new Set(spents.flatMap(({ functions }) => [...functions.keys()]));
  const rows = [...names]
    .map((name) => {
      const each = spents.map(({ functions }) => (functions.get(name) ?? 0) / requests);
      return { name, micros: quantile(each, 0.5) };
    })
    .sort((a, b) => b.micros - a.micros)
    .slice(0, FUNCTIONS_SHOWN);
  return markdown([
    ['function', 'µs a request'],
    ...rows.map(({ name, micros }) => [name, micros.toFixed(2)]),
  ]);
}
