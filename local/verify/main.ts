import { rm } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { exampleOf } from '../examples';
import { Interrupted, listenForInterrupts } from '../interrupt';
import { runScenario } from '../scenario/run';
import { ensureServices } from '../services';
import { startStack } from '../stack';
import { DEFAULT_RATE } from '../stack/example';
import { SEED_CHECKS } from './checks';
import { runSeedChecks } from './run-checks';
import type { SeedCheck } from './seed-check';

const line = (text: string): void => void process.stdout.write(`${text}\n`);

/** Runs the checks that the texts behind the presets list, each in the stack of its preset. Exits 1 if one fails. */
async function main(): Promise<number> {
  const { preset } = new Command('npm run verify:seeds --')
    .description('Runs the checks that the texts behind the presets list, on this machine.')
    .addOption(new Option('--preset <name>', 'only this preset').choices(Object.keys(SEED_CHECKS)))
    .parse()
    .opts<{ preset?: string }>();
  const { signal } = listenForInterrupts(() => process.exit(1));
  let [passed, failed] = [0, 0];
  for (const name of preset === undefined ? Object.keys(SEED_CHECKS) : [preset]) {
    const checks = SEED_CHECKS[name] ?? [];
    line(`\n${name}: ${checks.length === 0 ? 'its text lists no check' : `${checks.length} checks`}`);
    if (checks.length === 0) continue;
    const results = await verify(name, checks, signal).catch((error: unknown) => {
      if (error instanceof Interrupted) throw error;
      line(`FAIL  ${error instanceof Error ? error.message : String(error)}`);
      return checks.map(() => false);
    });
    passed += results.filter(Boolean).length;
    failed += results.filter((ok) => !ok).length;
  }
  line(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

async function verify(
  preset: string,
  checks: readonly SeedCheck[],
  signal: AbortSignal,
): Promise<readonly boolean[]> {
  const example = exampleOf(preset);
  await ensureServices(example.services ?? [], { signal, onStep: line });
  const stack = await startStack({ example, check: true, quiet: true, grafana: false, signal });
  try {
    await runScenario(stack, signal);
    await stack.setRate(DEFAULT_RATE);
    const results = await runSeedChecks(stack, checks, {
      signal,
      onResult: ({ check, ok, detail }) =>
        line(`${ok ? 'ok  ' : 'FAIL'}  ${check.name} (lines ${check.lines}): ${detail}`),
    });
    return results.map(({ ok }) => ok);
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
