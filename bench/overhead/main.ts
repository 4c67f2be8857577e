import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { measuredOn, writeSection } from '../results/write';
import { measure, type Plan } from './measure';
import { startServer } from './process';
import { table } from './report';
import { type App, APPS, variantsOf } from './variants';

const BENCH = join(__dirname, '..');

interface Options {
  readonly rounds: number;
  readonly requests: number;
  readonly app: App[];
  readonly write: boolean;
}

async function main(options: Options): Promise<void> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const plan: Plan = {
    rounds: options.rounds,
    requests: options.requests,
    warmUp: options.requests,
    connections: 10,
  };
  const upstream = await startServer('upstream.cjs', { name: 'upstream', preload: [], env: {} }, {});
  // No collector answers there: what a rival does when it cannot export is its own affair; ours counts its drops.
  const env = {
    UPSTREAM_PORT: String(upstream.port),
    OTEL_EXPORTER_OTLP_ENDPOINT: process.env.BENCH_OTLP ?? 'http://127.0.0.1:4317',
  };
  try {
    const tables: string[] = [];
    for (const app of options.app) {
      tables.push(`### ${app}\n\n${table(app, await measure(app, variantsOf(app), plan, env, say))}`);
    }
    const text = page(plan, tables);
    process.stdout.write(text);
    if (options.write) writeSection(text);
  } finally {
    await upstream.stop();
  }
}

function page(plan: Plan, tables: readonly string[]): string {
  const { dependencies } = JSON.parse(readFileSync(join(BENCH, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const versions = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  return [
    '# Overhead',
    '',
    measuredOn(),
    `${plan.rounds} rounds of ${plan.requests} requests over ${plan.connections} keep-alive connections, one process a variant, in turn; medians with`,
    'smallest and largest in parentheses. CPU is user and system time of the server process alone. "Added" is against the',
    'bare server of the same round. Reproduce: `npm run bench:overhead -- --write`.',
    '',
    ...tables.flatMap((text) => [text, '']),
    `Versions: ${versions.join(', ')}.`,
    '',
  ].join('\n');
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('a whole number above 0 is needed');
  return value;
}

function appName(text: string, previous: App[] | undefined): App[] {
  if (!APPS.includes(text as App)) throw new InvalidArgumentError(`allowed: ${APPS.join(', ')}`);
  return [...(previous === undefined || previous.length === APPS.length ? [] : previous), text as App];
}

void new Command('bench:overhead')
  .option('--rounds <n>', 'rounds; at least 5 for a figure to quote', count, 5)
  .option('--requests <n>', 'requests of a burst', count, 10_000)
  .option('--app <name>', 'measure this application only; may be repeated', appName, [...APPS])
  .option('--write', 'write the section of bench/RESULTS.md', false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(main)
  .parseAsync();
