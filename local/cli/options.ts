import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_PRESET, exampleOf, PRESET_NAMES } from '../examples';
import { runPorts } from '../stack';

/** What the command was asked to do. */
export interface Options {
  readonly preset: string;
  readonly check: boolean;
  /** Keep what the check saw, for the coverage tables. */
  readonly record: boolean;
  readonly directory: string | undefined;
  readonly keep: boolean;
  /** Requests a second; 0 for none, undefined for the default. */
  readonly rate: number | undefined;
  readonly divide: number | undefined;
  readonly grafana: boolean;
  readonly ports: Readonly<Record<string, number>>;
}

/** The command line was wrong (2), or only asked for help (0): what to print is printed already. */
export class UsageExit extends Error {
  override readonly name = 'UsageExit';

  constructor(readonly exitCode: 0 | 2) {
    super('usage');
  }
}

const MAX_RATE = 1000;
const MAX_DIVISOR = 1000;

interface Parsed {
  preset: string;
  check?: true;
  record?: true;
  dir?: string;
  keep?: true;
  rate?: number;
  traffic: boolean;
  divide?: number;
  grafana: boolean;
  port: Readonly<Record<string, number>>;
}

/** Reads the command line (without node and script). Throws `UsageExit`. */
export function readOptions(
  argv: readonly string[],
  write: { out: (text: string) => void; err: (text: string) => void },
): Options {
  const command = new Command('npm start --');
  command
    .description('Runs the whole stack on this machine, with a gateway to look at, until Ctrl-C.')
    .addOption(
      new Option('--preset <name>', 'preset whose example gateway runs')
        .choices(PRESET_NAMES)
        .default(DEFAULT_PRESET),
    )
    .option('--check', 'prove that everything works, print a table, and exit with 0 or 1')
    .option('--record', 'with --check: keep what it saw in docs/coverage/runs, for npm run coverage')
    .option('--dir <folder>', 'folder for configurations, data and logs, new or empty; it is kept')
    .option('--keep', 'keep the temporary folder of the run')
    .option('--rate <number>', 'requests a second to the example gateway', number('rate', 0, MAX_RATE))
    .option('--no-traffic', 'send no requests')
    .option(
      '--divide <number>',
      'divide every duration of the rules, to see alerts sooner',
      number('divisor', 1, MAX_DIVISOR),
    )
    .option('--no-grafana', 'do not start Grafana')
    .addOption(
      new Option('--port <name=port>', 'use this port; may be given more than once')
        .argParser(portArgument)
        .default({}, 'a free one for each'),
    )
    .addHelpText('after', () => `\nPorts:\n${portHelp(command.opts<Parsed>().preset)}`)
    .configureOutput({ writeOut: write.out, writeErr: write.err })
    .showHelpAfterError()
    .exitOverride();
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw new UsageExit(error.exitCode === 0 ? 0 : 2);
    throw error;
  }
  const parsed = command.opts<Parsed>();
  checkPortNames(parsed, command);
  return {
    preset: parsed.preset,
    check: parsed.check === true,
    record: parsed.record === true,
    directory: parsed.dir,
    keep: parsed.keep === true,
    rate: parsed.traffic ? parsed.rate : 0,
    divide: parsed.divide,
    grafana: parsed.grafana,
    ports: parsed.port,
  };
}

function number(what: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`A ${what} is a number from ${least} to ${most}.`);
  };
}

function portArgument(
  text: string,
  before: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const [, name, port] = /^([^=]+)=(\d+)$/.exec(text) ?? [];
  const value = Number(port);
  if (name === undefined) {
    throw new InvalidArgumentError('Write NAME=PORT, e.g. gateway=8080; --help lists the names.');
  }
  if (!(value >= 1 && value <= 65_535)) {
    throw new InvalidArgumentError('A port is a whole number from 1 to 65535.');
  }
  return { ...before, [name]: value };
}

/** Which ports there are depends on the preset, which may stand behind them on the command line. */
function checkPortNames({ preset, port }: Parsed, command: Command): void {
  const known = Object.keys(portsOf(preset));
  const unknown = Object.keys(port).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const message = `error: preset ${preset} has no port ${unknown.join(', ')}; write NAME=PORT with one of: ${known.join(', ')}`;
  try {
    command.error(message);
  } catch (error) {
    if (error instanceof CommanderError) throw new UsageExit(2);
    throw error;
  }
}

function portHelp(preset: string): string {
  const ports = Object.entries(portsOf(preset));
  const width = Math.max(...ports.map(([name]) => name.length));
  return ports.map(([name, about]) => `  ${name.padEnd(width)}  ${about}\n`).join('');
}

function portsOf(preset: string): Readonly<Record<string, string>> {
  return runPorts(exampleOf(preset));
}
