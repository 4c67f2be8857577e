import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { PORT_NAMES, PORTS, type PortName } from '../stack';

/** What the command was asked to do. */
export interface Options {
  readonly check: boolean;
  readonly directory: string | undefined;
  readonly keep: boolean;
  /** Requests a second; 0 for none, undefined for the default. */
  readonly rate: number | undefined;
  readonly divide: number | undefined;
  readonly grafana: boolean;
  readonly ports: Partial<Record<PortName, number>>;
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
  check?: true;
  dir?: string;
  keep?: true;
  rate?: number;
  traffic: boolean;
  divide?: number;
  grafana: boolean;
  port: Partial<Record<PortName, number>>;
}

/** Reads the command line (without node and script). Throws `UsageExit`. */
export function readOptions(
  argv: readonly string[],
  write: { out: (text: string) => void; err: (text: string) => void },
): Options {
  const command = new Command('npm start --')
    .description('Runs the whole stack on this machine, with a gateway to look at, until Ctrl-C.')
    .option('--check', 'prove that everything works, print a table, and exit with 0 or 1')
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
    .addHelpText('after', `\nPorts:\n${portHelp()}`)
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
  return {
    check: parsed.check === true,
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
  before: Partial<Record<PortName, number>>,
): Partial<Record<PortName, number>> {
  const [, name, port] = /^([^=]+)=(\d+)$/.exec(text) ?? [];
  const known = PORT_NAMES.find((candidate) => candidate === name);
  const value = Number(port);
  if (known === undefined) {
    throw new InvalidArgumentError(
      `Write NAME=PORT, e.g. gateway=8080, with one of: ${PORT_NAMES.join(', ')}.`,
    );
  }
  if (!(value >= 1 && value <= 65_535)) {
    throw new InvalidArgumentError('A port is a whole number from 1 to 65535.');
  }
  return { ...before, [known]: value };
}

function portHelp(): string {
  const width = Math.max(...PORT_NAMES.map((name) => name.length));
  return PORT_NAMES.map((name) => `  ${name.padEnd(width)}  ${PORTS[name]}\n`).join('');
}
