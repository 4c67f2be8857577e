import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { PROVE_SECONDS, provePhases, testPhases } from './phases';
import { type Phase, summary } from './run/phase';
import { type Budget, runPhases } from './run/sequence';

const ROOT = join(__dirname, '..');

/** Exit codes: 1 something failed, 2 the command line is wrong, 130 and 143 as the shell has them for signals. */
const EXIT = { failed: 1, usage: 2, SIGINT: 130, SIGTERM: 143 } as const;

async function run(phases: readonly Phase[], budget?: Budget): Promise<void> {
  const cancel = new AbortController();
  let code: number | undefined;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      code = EXIT[name];
      cancel.abort(new Error(`stopped by ${name}`));
    });
  }
  const announce = (line: string): void => void process.stdout.write(`\n=== ${line}\n`);
  try {
    const results = await runPhases(phases, announce, cancel.signal, budget);
    process.stdout.write(summary(results));
    process.exitCode = results.some(({ failed }) => failed > 0) ? EXIT.failed : 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = code ?? EXIT.failed;
  }
}

function minutes(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError(`"${text}" is not a number of minutes above 0, e.g. 35`);
  return value;
}

function only(phases: readonly Phase[], wanted: readonly string[]): readonly Phase[] {
  const unknown = wanted.filter((name) => !phases.some((phase) => phase.name === name));
  if (unknown.length > 0) {
    const known = phases.map(({ name }) => `"${name}"`).join(', ');
    process.stderr.write(`error: unknown phase ${unknown.join(', ')}; the phases are ${known}\n`);
    process.exit(EXIT.usage);
  }
  return wanted.length === 0 ? phases : phases.filter(({ name }) => wanted.includes(name));
}

const program = new Command('gatewatch-e2e').exitOverride((error) => {
  process.exit(error.exitCode === 0 ? 0 : EXIT.usage);
});
program
  .command('test')
  .description('types, lint, unit, checks by the real binaries, and one live run')
  .argument('[phase...]', 'run only these phases')
  .action((wanted: string[]) => run(only(testPhases(ROOT), wanted)));
program
  .command('prove')
  .description('the long live proofs')
  .argument('[suite...]', 'run only these suites')
  .option('--budget <minutes>', 'leave out, and name, what does not fit', minutes, 60)
  .action((wanted: string[], { budget }: { budget: number }) => {
    process.stdout.write(`budget: ${budget} minutes\n`);
    return run(only(provePhases(ROOT), wanted), { seconds: budget * 60, expected: PROVE_SECONDS });
  });
void program.parseAsync();
