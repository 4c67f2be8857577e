import { ensureTools } from '../../tools';
import { ensurePackages } from '../../tools/packages/ensure-packages';
import { showProgress } from '../../tools/progress/listr';
import { UsageExit } from '../cli/options';
import { exampleOf } from '../examples';
import { exitCodeOf, Interrupted, listenForInterrupts } from '../interrupt';
import { ensureServices } from '../services';
import { BINARIES } from '../stack/parts';
import { type ProveOptions, readOptions } from './options';
import { provePreset } from './prove-preset';
import { appendRow, provenAlerts, readRows } from './results-file';
import { isAllProven, resultText, rowLine } from './table';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const { signal } = listenForInterrupts((name) => process.exit(exitCodeOf(name)));
  try {
    const options = readOptions(process.argv.slice(2), {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
    });
    await ensurePackages(['prometheus-blackbox-exporter'], { signal, onStep: say });
    await showProgress(BINARIES, (onEvent) => ensureTools(BINARIES, { signal, onEvent }), {
      live: process.stdout.isTTY,
    });
    return (await provePresets(options, signal)) ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageExit) return error.exitCode;
    if (error instanceof Interrupted) return exitCodeOf(error.termination);
    process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 1;
  }
}

async function provePresets(options: ProveOptions, signal: AbortSignal): Promise<boolean> {
  const deadline = Date.now() + options.budgetMinutes * 60_000;
  let allProven = true;
  const leftOut: string[] = [];
  for (const preset of options.presets) {
    signal.throwIfAborted();
    if (Date.now() > deadline) {
      leftOut.push(preset);
      continue;
    }
    await ensureServices(exampleOf(preset).services ?? [], { signal, onStep: say });
    const { only, quiet, faults, resume, directory } = options;
    const result = await provePreset({
      ...{ preset, quiet, faults, signal, say, deadline },
      ...(only === undefined ? {} : { only }),
      ...(directory === undefined ? {} : { directory }),
      ...(resume === undefined ? {} : { except: provenAlerts(readRows(resume), preset) }),
      onRow: (row) => {
        say(rowLine(row));
        if (resume !== undefined) appendRow(resume, row);
      },
    });
    say(resultText(result));
    allProven &&= isAllProven(result);
  }
  for (const preset of leftOut) say(`left out, no time: preset ${preset}`);
  return allProven;
}

void main().then((code) => process.exit(code));
