import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { UsageExit } from '../cli/options';
import { PRESET_NAMES } from '../examples';

/** What the command was asked to do. */
export interface ProveOptions {
  readonly presets: readonly string[];
  readonly only: readonly string[] | undefined;
  readonly quiet: boolean;
  readonly faults: boolean;
  readonly budgetMinutes: number;
  /** File of what is proven: those alerts are not proven again, and further ones are added. */
  readonly resume: string | undefined;
  readonly directory: string | undefined;
}

const DEFAULT_BUDGET_MINUTES = 60;

interface Parsed {
  preset?: string;
  only?: readonly string[];
  quiet: boolean;
  faults: boolean;
  budget: number;
  resume?: string;
  dir?: string;
}

/** Reads the command line (without node and script). Throws `UsageExit`. */
export function readOptions(
  argv: readonly string[],
  write: { out: (text: string) => void; err: (text: string) => void },
): ProveOptions {
  const command = new Command('npm run prove:alerts --');
  command
    .description(
      'Provokes every alert in the running example or stack, and follows it to its receiver and back.',
    )
    .addOption(new Option('--preset <name>', 'only this preset').choices(PRESET_NAMES))
    .option('--only <alerts>', 'only these alerts, with commas between', (text: string) => text.split(','))
    .option('--no-quiet', 'do not run without a fault first')
    .option('--no-faults', 'only run without a fault')
    .option(
      '--budget <minutes>',
      'begin no further fault after so long, and name those left out',
      minutes,
      DEFAULT_BUDGET_MINUTES,
    )
    .option('--resume <file>', 'keep what is proven in this file, and do not prove it again')
    .option(
      '--dir <folder>',
      'folder for configurations, data and logs of the run, new or empty; with --preset',
    )
    .configureOutput({ writeOut: write.out, writeErr: write.err })
    .showHelpAfterError()
    .exitOverride();
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw new UsageExit(error.exitCode === 0 ? 0 : 2);
    throw error;
  }
  const { preset, only, quiet, faults, budget, resume, dir } = command.opts<Parsed>();
  return {
    presets: preset === undefined ? PRESET_NAMES : [preset],
    only,
    quiet: quiet && only === undefined,
    faults,
    budgetMinutes: budget,
    resume,
    directory: preset === undefined ? undefined : dir,
  };
}

function minutes(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0) return value;
  throw new InvalidArgumentError('A budget is a number of minutes above 0.');
}
