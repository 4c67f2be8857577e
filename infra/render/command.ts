import { join, resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { type Unit, UNITS } from '../components';
import { readStackConfig } from '../config/file';
import { StackConfigError } from '../config/problem';
import { stackNames } from '../config/stacks';
import { stackModel } from '../model/stack';
import { ForeignDirectoryError, writeDirectory } from './directory';
import { compose, composeFileName, SECRETS_DIR } from './compose';
import { manifests } from './manifests';

/** What the command needs from outside. */
export interface RenderContext {
  /** Folder that holds the stack files. */
  readonly root: string;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Something in the command line or in the configuration has to be changed by the user. */
const EXIT_USAGE = 2;

/** What a stack can be rendered as. */
const FORMATS = ['manifests', 'compose'] as const;

interface Options {
  readonly stack: string;
  readonly format: (typeof FORMATS)[number];
  readonly out: string;
  readonly only?: Unit;
  readonly force?: true;
}

/**
 * `npm run render -- --stack NAME --out DIR`: writes a stack as plain manifests or as a compose file.
 * @returns the exit code: 0, or 2 if the command line, the configuration or the folder will not do
 */
export function render(args: readonly string[], context: RenderContext): number {
  try {
    const options = parse(args, context);
    const model = stackModel(readStackConfig(options.stack, context.root));
    const directory = resolve(context.cwd, options.out);
    const force = options.force === true;
    if (options.format === 'compose') {
      writeDirectory(directory, compose(model, options.stack), force, SECRETS_DIR);
      context.out(`stack ${options.stack} in ${join(directory, composeFileName(options.stack))}\n`);
      return 0;
    }
    const files = manifests(model, options.only === undefined ? UNITS : [options.only]);
    writeDirectory(directory, files, force);
    context.out(`${Object.keys(files).length} manifests of stack ${options.stack} in ${directory}\n`);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (error instanceof StackConfigError || error instanceof ForeignDirectoryError) {
      context.error(`${error.message}\n`);
      return EXIT_USAGE;
    }
    throw error;
  }
}

function parse(args: readonly string[], context: RenderContext): Options {
  const command: Command = new Command('render')
    .description('Writes a stack as plain Kubernetes manifests, one file an object, or as a compose file.')
    .addOption(
      new Option('--stack <name>', 'stack, as in Pulumi.<name>.yaml').choices(stackNames(context.root)),
    )
    .option('--out <dir>', 'folder to write to')
    .addOption(
      new Option('--format <format>', 'what to write')
        .choices(FORMATS)
        .default('manifests' satisfies Options['format']),
    )
    .addOption(new Option('--only <unit>', 'only one part of the stack').choices(UNITS))
    .option('--force', 'write into a folder that holds other files')
    .allowExcessArguments(false)
    .showHelpAfterError()
    .configureOutput({ writeOut: context.out, writeErr: context.error })
    .exitOverride()
    .parse(args, { from: 'user' });
  const options = command.opts<Partial<Options>>();
  // Commander would look for what is missing first, and call a misspelt --stack a missing one.
  const { stack, out } = options;
  if (stack === undefined) command.error('error: --stack <name> is missing');
  if (out === undefined) command.error('error: --out <dir> is missing');
  const { format = 'manifests', only } = options;
  if (only !== undefined && format === 'compose') command.error('error: --only is for manifests');
  return { ...options, stack, out, format };
}
