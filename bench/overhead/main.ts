import { Command, InvalidArgumentError } from 'commander';
import { writeSection } from '../results/write';
import type { Plan, Surroundings } from './measure';
import { type NodeToMeasure, nodeToMeasure } from './node-binary';
import { overheadSection, presetSection } from './page';
import { inSurroundings } from './surroundings';
import { profileSection } from './profile-section';
import { type App, APPS, type Variant, variantsOf } from './variants';

const SECTIONS = ['overhead', 'node24', 'presets', 'profile'] as const;
type Section = (typeof SECTIONS)[number];

interface Options {
  readonly section: readonly Section[];
  readonly pairs: number;
  readonly rounds: number;
  readonly requests: number;
  readonly app: readonly App[];
  readonly variant: string;
  readonly node: string | undefined;
  readonly write: boolean;
}

/** Line of Node.js that is measured besides the one that runs this. */
const OTHER_LINE = '24';
/** On it, ours and the two that one would think of first are enough. */
const ON_OTHER_LINE = /bare|floor|gatewatch|OTel|prom-bundle/;
/** Length of a window of the presets. */
const WINDOW_SECONDS = 15;
/** Requests of a burst under the profiler. */
const PROFILED = 6000;
/** Requests that bring a server to its pace: V8 compiles what is called often, and one in ten of these is sampled. */
const WARM_UP = 25_000;

async function main(options: Options): Promise<void> {
  const report = (line: string): void => void process.stderr.write(`${line}\n`);
  const plan: Plan = {
    pairs: options.pairs,
    rounds: options.rounds,
    requests: options.requests,
    warmUp: WARM_UP,
    connections: 10,
    starts: Math.min(5, options.rounds),
  };
  for (const section of options.section) {
    const node = await nodeToMeasure(options.node ?? (section === 'node24' ? OTHER_LINE : process.execPath));
    await inSurroundings({ node: node.path, report }, async (around) => {
      for (const measureSection of sectionsOf(section, node, options, plan)) {
        const text = await measureSection(around);
        process.stdout.write(text);
        // Each as it is done: what comes after may fail.
        if (options.write) writeSection(text);
      }
    });
  }
}

type MeasureSection = (around: Surroundings) => Promise<string>;

function sectionsOf(section: Section, node: NodeToMeasure, options: Options, plan: Plan): MeasureSection[] {
  const isOwn = node.version === process.version;
  const on = isOwn ? '' : ` on Node.js ${node.version.replace(/^v(\d+).*/, '$1')}`;
  if (section === 'presets') {
    const windows = { rounds: Math.min(3, options.rounds), seconds: WINDOW_SECONDS, warmUp: WARM_UP };
    return [(around) => presetSection(`Presets${on}`, node, windows, around)];
  }
  if (section === 'profile') {
    const profiled = { ...plan, rounds: plan.starts, requests: PROFILED };
    return [(around) => profileSection(`Profile${on}`, node, profiled, around)];
  }
  const apps = section === 'node24' ? options.app.filter((app) => app === 'express-proxy') : options.app;
  const wanted = (variant: Variant): boolean =>
    variant.name === 'bare' ||
    (variant.name.includes(options.variant) && (section !== 'node24' || ON_OTHER_LINE.test(variant.name)));
  return apps.map((app) => (around) => {
    const heading = `Overhead: ${app}${on}`;
    return overheadSection(heading, node, app, variantsOf(app).filter(wanted), plan, around);
  });
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('a whole number above 0 is needed');
  return value;
}

/** Parser of an option that may be repeated; the first one given replaces the default, which is all. */
function some<T extends string>(allowed: readonly T[]): (text: string, previous: readonly T[]) => T[] {
  return (text, previous) => {
    if (!allowed.includes(text as T)) throw new InvalidArgumentError(`allowed: ${allowed.join(', ')}`);
    return [...(previous === allowed ? [] : previous), text as T];
  };
}

void new Command('bench:overhead')
  .option('--section <name>', `${SECTIONS.join(', ')}; may be repeated`, some(SECTIONS), SECTIONS)
  .option('--pairs <n>', 'pairs of processes a variant', count, 3)
  .option('--rounds <n>', 'rounds of a pair; at least 5 for a figure to quote', count, 12)
  .option('--requests <n>', 'requests of a burst', count, 1000)
  .option('--app <name>', 'measure this application only; may be repeated', some(APPS), APPS)
  .option('--variant <text>', 'measure only variants with this in their name, and the bare one', '')
  .option('--node <path|line>', 'Node.js to run the servers with: a binary, or a line that npm has (22, 24)')
  .option('--write', 'write the sections of bench/RESULTS.md', false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(main)
  .parseAsync();
