import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measuredOn } from '../results/write';
import { goalTable, overheadGoals } from './goals';
import { measure, type Plan, type Surroundings } from './measure';
import type { NodeToMeasure } from './node-binary';
import { ORDINARY_RATE } from './preset-variants';
import { type PresetPlan, presetTables } from './presets';
import { activeSpansGoal } from './active-spans';
import { overheadTable } from './report';
import { type App, type Variant } from './variants';

const PACKAGE = join(__dirname, '..', 'package.json');

/** A section of the page of results: all variants of an application, and the goals where it has some. */
export async function overheadSection(
  heading: string,
  node: NodeToMeasure,
  app: App,
  variants: readonly Variant[],
  plan: Plan,
  around: Surroundings,
): Promise<string> {
  const figures = await measure(app, variants, plan, around);
  const goals = app === 'express-proxy' ? [goalTable(overheadGoals(figures)), ''] : [];
  return [
    `# ${heading}`,
    '',
    measuredOn(node.version),
    `Each variant against a bare server of its own: ${plan.pairs} pairs of processes after one another, ${plan.rounds} rounds of ${plan.requests}`,
    `requests over ${plan.connections} keep-alive connections each, to one and the other in turn; medians with the quartiles in parentheses. CPU`,
    'is user and system time of the server process alone. "Added" is the difference to the bare server of the same round. Spans go',
    'to a real collector over OTLP/gRPC (dd-trace: to a stand-in for its agent; Sentry: nowhere). Goals are judged by medians.',
    `Reproduce: \`npm run bench:overhead -- --section overhead --app ${app} --write\`.`,
    '',
    overheadTable(app, figures),
    '',
    ...goals,
    `Versions: ${versions()}.`,
    '',
  ].join('\n');
}

/** The section about the presets and about active spans. */
export async function presetSection(
  heading: string,
  node: NodeToMeasure,
  plan: PresetPlan,
  around: Surroundings,
): Promise<string> {
  const tables = await presetTables(plan, around);
  const spans = await activeSpansGoal(plan.rounds, around);
  return [
    `# ${heading}`,
    '',
    measuredOn(node.version),
    'An Express gateway with one call to an upstream and one pino line a request, under each preset: `metrics` is metrics alone,',
    '`everything` is metrics, 10 % of the traces exported to a real collector, and log lines with their trace.',
    `Load: ${ORDINARY_RATE} requests a second, evenly spaced, whether or not earlier ones have been answered. The texts behind the`,
    'presets demand shares of a CPU and name no load; this is the most that follows from their numbers: 1,000 active spans at a',
    'mean response time of 5 s, where the alert of `api-gateway` is.',
    `${plan.rounds} windows of ${plan.seconds} s a variant, each beside a bare gateway under the same load at the same time, with one scrape`,
    '(every 15 s is usual); medians with quartiles of the difference to that bare gateway.',
    'Reproduce: `npm run bench:overhead -- --section presets --write`.',
    '',
    tables,
    '',
    goalTable([spans]),
    '',
  ].join('\n');
}

function versions(): string {
  const { dependencies } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return Object.entries(dependencies)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}
