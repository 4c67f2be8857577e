import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { measuredOn, writeSection } from '../results/write';
import { goalTable, overheadGoals } from './goals';
import { measure, type Plan } from './measure';
import { overheadTable } from './report';
import { inSurroundings } from './surroundings';
import { type App, APPS, variantsOf } from './variants';

const BENCH = join(__dirname, '..');

interface Options {
  readonly rounds: number;
  readonly requests: number;
  readonly app: App[];
  readonly variant: string;
  readonly node: string;
  readonly write: boolean;
}

async function main(options: Options): Promise<void> {
  const report = (line: string): void => void process.stderr.write(`${line}\n`);
  const plan: Plan = {
    rounds: options.rounds,
    requests: options.requests,
    warmUp: options.requests * 5,
    connections: 10,
    starts: Math.min(5, options.rounds),
  };
  await inSurroundings({ node: options.node, report }, async (around) => {
    const tables: string[] = [];
    for (const app of options.app) {
      const variants = variantsOf(app).filter(
        (variant) => variant.name === 'bare' || variant.name.includes(options.variant),
      );
      const figures = await measure(app, variants, plan, around);
      tables.push(`### ${app}\n\n${overheadTable(app, figures)}`);
      if (app === 'express-proxy') tables.push(goalTable(overheadGoals(figures)));
    }
    const text = page(plan, tables);
    process.stdout.write(text);
    if (options.write) writeSection(text);
  });
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
    `${plan.rounds} rounds of ${plan.requests} requests over ${plan.connections} keep-alive connections, one process a variant, in turn, in another order`,
    'each round; medians with the quartiles in parentheses. CPU is user and system time of the server process alone. "Added" is',
    'the difference to the bare server of the same round. Spans go to a real collector over OTLP/gRPC (dd-trace: to a stand-in',
    'for its agent; Sentry: nowhere). Reproduce: `npm run bench:overhead -- --write`.',
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
  .option('--rounds <n>', 'rounds; at least 5 for a figure to quote', count, 20)
  .option('--requests <n>', 'requests of a burst', count, 2000)
  .option('--app <name>', 'measure this application only; may be repeated', appName, [...APPS])
  .option('--variant <text>', 'only variants with this in their name', '')
  .option('--node <path>', 'Node.js to run the servers with', process.execPath)
  .option('--write', 'write the section of bench/RESULTS.md', false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(main)
  .parseAsync();
