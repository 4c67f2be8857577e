import { Command, CommanderError, Option } from 'commander';

/** What `npm run up`, `preview`, `refresh` and `destroy` do. */
export const OPERATIONS = ['up', 'preview', 'refresh', 'destroy'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** The command line, read. */
export interface Request {
  readonly operation: Operation;
  readonly stack: string;
  /** Folder that holds Pulumi.yaml and the stack files. */
  readonly cwd: string;
  /** Make up a password for Grafana and keep it, encrypted, in the stack file. */
  readonly generatePassword: boolean;
  /** Accept images without a digest in production. */
  readonly allowTags: boolean;
  /** Remove the custom resource definitions, too: with them goes every object of their kinds in the cluster. */
  readonly definitions: boolean;
  readonly yes: boolean;
}

/** The command line was wrong, or asked for help: what to print is printed already. */
export class UsageExit extends Error {
  constructor(readonly exitCode: 0 | 2) {
    super('usage');
  }
}

interface Options {
  readonly stack: string;
  readonly cwd: string;
  readonly generatePassword?: true;
  readonly allowTags?: true;
  readonly definitions?: true;
  readonly yes?: true;
}

const ABOUT: Readonly<Record<Operation, string>> = {
  up: 'Creates or updates everything of a stack.',
  preview: 'Shows what `up` would do.',
  refresh: 'Reads from the cluster what is there, so that the next `up` mends what was changed by others.',
  destroy: 'Removes everything of a stack from the cluster; without --yes only shows what.',
};

/**
 * Reads the arguments after node and script.
 * @param root folder of the repository
 * @throws UsageExit
 */
export function readRequest(
  argv: readonly string[],
  root: string,
  write: { readonly out: (text: string) => void; readonly error: (text: string) => void },
): Request {
  let request: Request | undefined;
  const output = { writeOut: write.out, writeErr: write.error };
  const program = new Command('npm run').exitOverride().configureOutput(output);
  for (const operation of OPERATIONS) {
    const command = program
      .command(operation)
      .description(ABOUT[operation])
      .requiredOption('--stack <name>', 'stack, as in Pulumi.<name>.yaml')
      .addOption(new Option('--cwd <dir>', 'folder of Pulumi.yaml and the stack files').default(root))
      .exitOverride()
      .configureOutput(output)
      .showHelpAfterError()
      .action((options: Options) => {
        request = {
          operation,
          stack: options.stack,
          cwd: options.cwd,
          generatePassword: options.generatePassword === true,
          allowTags: options.allowTags === true,
          definitions: options.definitions === true,
          yes: options.yes === true,
        };
      });
    if (operation === 'up') {
      command.option(
        '--generate-password',
        "make up Grafana's password where the stack has none, and keep it",
      );
      command.option('--allow-tags', 'accept images without a digest in production');
    }
    if (operation === 'destroy') {
      command.option('--definitions', 'remove the custom resource definitions, too');
      command.option('--yes', 'really remove it');
    }
  }
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw new UsageExit(error.exitCode === 0 ? 0 : 2);
    throw error;
  }
  if (request === undefined) throw new UsageExit(2);
  return request;
}
