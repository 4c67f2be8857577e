import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { exampleOf, PRESET_NAMES } from '../examples';
import { Interrupted, listenForInterrupts } from '../interrupt';
import { ensureServices } from '../services';
import { startStack } from '../stack';
import { ROOT } from '../stack/layout';
import { EXCUSES } from './excused';
import { countsLine, matrixMarkdown } from './matrix';
import { provePanelMatrix } from './prove';
import { sabotages } from './sabotage';
import { summarize } from './summary';

const line = (text: string): void => void process.stdout.write(`${text}\n`);

/** Runs the panel proof, each preset in a stack of its own. Exits 1 if one does not hold. */
async function main(): Promise<number> {
  const { preset, out } = new Command('npm run prove:panels --')
    .description(
      'Asks every query of every panel in a live run: with data, quiet while all is well, above 0 in a fault.',
    )
    .addOption(new Option('--preset <name...>', 'only these presets').choices(PRESET_NAMES))
    .option('--out <folder>', 'where the matrix of each preset is written', join(ROOT, 'out', 'panels'))
    .parse()
    .opts<{ preset?: string[]; out: string }>();
  const { signal } = listenForInterrupts(() => process.exit(1));
  await mkdir(out, { recursive: true });
  let [passed, failed] = [0, 0];
  for (const name of preset ?? PRESET_NAMES) {
    const ok = await provePreset(name, out, signal).catch((error: unknown) => {
      if (error instanceof Interrupted) throw error;
      line(`FAIL  ${name}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    });
    if (ok) passed += 1;
    else failed += 1;
  }
  line(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

async function provePreset(name: string, out: string, signal: AbortSignal): Promise<boolean> {
  const example = exampleOf(name);
  line(`\n${name}`);
  await ensureServices(example.services ?? [], { signal, onStep: line });
  const stack = await startStack({ example, check: true, quiet: true, grafana: false, signal });
  try {
    const onPhase = (text: string): void => line(`  … ${text}`);
    const proof = await provePanelMatrix(stack, { excuses: EXCUSES, signal, onPhase });
    const summary = summarize(proof);
    const path = join(out, `${name}.md`);
    await writeFile(path, matrixMarkdown(proof, summary));
    summary.problems.forEach((problem) => line(`  FAIL  ${problem}`));
    line(`  ${countsLine(summary)}`);
    line(`  matrix: ${path}`);
    const unnoticed = await sabotages(stack);
    unnoticed.forEach((each) => line(`  FAIL  not noticed: ${each}`));
    return summary.problems.length === 0 && unnoticed.length === 0;
  } finally {
    await stack.stop();
    await rm(stack.directory, { recursive: true, force: true });
  }
}

void main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
