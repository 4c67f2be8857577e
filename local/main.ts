import { readOptions, UsageExit } from './cli/options';
import { run } from './cli/run';
import { exitCodeOf, Interrupted, listenForInterrupts } from './interrupt';

async function main(): Promise<number> {
  // A second Ctrl-C ends this process at once; what runs is killed as it exits.
  const { signal } = listenForInterrupts((name) => process.exit(exitCodeOf(name)));
  // Whoever read our output has gone: there is nobody left to run this for.
  process.stdout.on('error', () => process.exit(1));
  try {
    const options = readOptions(process.argv.slice(2), {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
    });
    return (await run(options, process.stdout, signal)) ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageExit) return error.exitCode;
    if (error instanceof Interrupted) {
      process.stderr.write('\nInterrupted; nothing is left running.\n');
      return exitCodeOf(error.termination);
    }
    process.stderr.write(`\n${describe(error)}\n`);
    return 1;
  }
}

/** What we throw ourselves is written for the user; anything else is a mistake of ours and needs its origin. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isMistake =
    error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  return isMistake ? (error.stack ?? error.message) : error.message;
}

void main().then((code) => process.exit(code));
