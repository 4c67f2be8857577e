import { Command, CommanderError, Option } from 'commander';
import { objectsOf, UNITS } from '../components';
import { readStackConfig } from '../config/file';
import { StackConfigError } from '../config/problem';
import { stackNames } from '../config/stacks';
import { stackModel } from '../model/stack';
import { problemsIn, WIRING_RULES, wiringContext } from '../model/wiring';
import { POLICY_RULES, violations } from '../policy/rules';
import { triedPaths } from '../model/wiring/rules/reachability';

/** What the command needs from outside. */
export interface VerifyContext {
  /** Folder that holds the stack files. */
  readonly root: string;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

const EXIT_PROBLEMS = 1;
/** Something in the command line or in the configuration has to be changed by the user. */
const EXIT_USAGE = 2;

/**
 * `npm run verify -- --stack NAME`: proves the wiring of the objects that `up` would apply, and holds them against
 * the policy rules. What is advisory is said and changes nothing.
 * @returns the exit code: 0, 1 if something is found, 2 if the command line or the configuration will not do
 */
export function verify(args: readonly string[], context: VerifyContext): number {
  try {
    const stack = parse(args, context);
    const model = stackModel(readStackConfig(stack, context.root));
    const objects = UNITS.flatMap((unit) => objectsOf(unit, model));
    const wiring = wiringContext(objects, model.config);
    const problems = problemsIn(wiring);
    const broken = violations(objects);
    const mandatory = broken.filter(({ level }) => level === 'mandatory');
    for (const { rule, message } of [...problems, ...mandatory]) context.out(`✗ ${rule}: ${message}\n`);
    for (const { rule, message, level } of broken) {
      if (level === 'advisory') context.out(`! ${rule}: ${message}\n`);
    }
    const counted = [
      `${objects.length} objects`,
      `${wiring.cluster.of('ServiceMonitor').length} monitors`,
      `${wiring.flows.length} flows`,
      `${triedPaths(wiring)} paths tried`,
      `${Object.keys(WIRING_RULES).length + POLICY_RULES.length} rules`,
    ];
    context.out(`stack ${stack}: ${counted.join(', ')}: ${summary(problems.length, mandatory.length)}\n`);
    return problems.length + mandatory.length === 0 ? 0 : EXIT_PROBLEMS;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (error instanceof StackConfigError) {
      context.error(`${error.message}\n`);
      return EXIT_USAGE;
    }
    throw error;
  }
}

function summary(edges: number, policies: number): string {
  if (edges + policies === 0) return 'every edge holds';
  const wiring = edges === 1 ? '1 edge is broken' : `${edges} edges are broken`;
  return policies === 0 ? wiring : `${wiring}, ${policies} policy violations`;
}

function parse(args: readonly string[], context: VerifyContext): string {
  const command: Command = new Command('verify')
    .description(
      'Proves that what a stack would apply is wired: monitors, flows, references. Applies nothing.',
    )
    .addOption(
      new Option('--stack <name>', 'stack, as in Pulumi.<name>.yaml').choices(stackNames(context.root)),
    )
    .allowExcessArguments(false)
    .showHelpAfterError()
    .configureOutput({ writeOut: context.out, writeErr: context.error })
    .exitOverride()
    .parse(args, { from: 'user' });
  const { stack } = command.opts<{ readonly stack?: string }>();
  return stack ?? command.error('error: --stack <name> is missing');
}
