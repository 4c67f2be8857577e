import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { PACKAGE_NAMES, type PackageName } from '../packages/pins';
import { TOOL_NAMES, type ToolName } from '../pins';

/** What the command was asked to do. */
export interface ToolsRequest {
  readonly names: readonly ToolName[];
  readonly list: boolean;
  readonly json: boolean;
  readonly packages: readonly PackageName[];
}

/** The command line was wrong, or only asked for help: what to print is printed already. */
export class UsageExit extends Error {
  constructor(readonly exitCode: 0 | 2) {
    super('usage');
  }
}

/** Reads the command line (without node and script). Throws `UsageExit`. */
export function readArguments(
  argv: readonly string[],
  write: { out: (text: string) => void; err: (text: string) => void },
): ToolsRequest {
  let names: readonly ToolName[] = [];
  const command = new Command('npm run tools --')
    .description('Finds the real binaries that the stack runs, and builds those that are missing.')
    .addArgument(new Argument('[tools...]', 'only these; default: all').choices([...TOOL_NAMES]))
    .option('--list', 'print name, version, origin and path; build nothing')
    .option('--json', 'print the result as JSON')
    .addOption(
      new Option(
        '--with-packages [names]',
        `also install Debian packages that are missing: ${PACKAGE_NAMES.join(',')} or some of them (needs root)`,
      )
        .argParser(packageNames)
        // Listing changes nothing on the machine.
        .conflicts('list'),
    )
    .configureOutput({ writeOut: write.out, writeErr: write.err })
    .showHelpAfterError('Add --help to see every option.')
    .exitOverride()
    .action((tools: ToolName[]) => {
      names = tools;
    });
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw new UsageExit(error.exitCode === 0 ? 0 : 2);
    throw error;
  }
  const options = command.opts<{
    list?: true;
    json?: true;
    withPackages?: true | readonly PackageName[];
  }>();
  const packages = options.withPackages ?? [];
  return {
    names: names.length === 0 ? TOOL_NAMES : TOOL_NAMES.filter((name) => names.includes(name)),
    list: options.list === true,
    json: options.json === true,
    packages: packages === true ? PACKAGE_NAMES : packages,
  };
}

function packageNames(value: string): PackageName[] {
  const asked = value.split(',');
  const unknown = asked.filter((name) => !PACKAGE_NAMES.some((known) => known === name));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(
      `Unknown: ${unknown.join(', ')}. Allowed, separated by commas: ${PACKAGE_NAMES.join(', ')}. Names of tools go before this option.`,
    );
  }
  return PACKAGE_NAMES.filter((name) => asked.includes(name));
}
