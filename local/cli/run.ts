import { rm } from 'node:fs/promises';
import { type AlertChannels, alertChannels } from '../../alerts';
import { ensureTools } from '../../tools';
import { showProgress } from '../../tools/progress/listr';
import { Interrupted } from '../interrupt';
import { showLive } from '../live/view';
import { type ProofRow, runProofs } from '../proofs';
import { exampleOf } from '../examples';
import { observe } from '../record/observe';
import { writeRecord } from '../record/record';
import type { RunningStack } from '../running-stack';
import type { ScenarioResult } from '../scenario/run';
import { ensureServices } from '../services';
import { startStack } from '../stack';
import { DEFAULT_RATE } from '../stack/example';
import { BINARIES } from '../stack/parts';
import { type ShownBoards, showBoards } from './boards';
import type { Options } from './options';
import { listProgress, plainProgress } from './progress';
import { allProven, proofLine, proofSummary } from './proof-table';
import { urlLines } from './urls';

/** Tools that proofs need and a stack does not. */
const PROVING = ['promtool'] as const;

/**
 * Builds what is missing, runs the stack, and shows it until the signal aborts, or proves it.
 * @returns false if a proof failed
 * @throws the reason of the signal, the PartError of a part that died, or what kept the stack from starting
 */
export async function run(options: Options, out: NodeJS.WriteStream, signal: AbortSignal): Promise<boolean> {
  const line = (text: string): void => void out.write(`${text}\n`);
  // Wrong variables should be known before anything is built.
  const channels = alertChannels(process.env);
  const { services = [] } = exampleOf(options.preset);
  await ensureServices(services, { signal, onStep: line });
  const tools = options.check ? [...BINARIES, ...PROVING] : BINARIES;
  await showProgress(tools, (onEvent) => ensureTools(tools, { signal, onEvent }), { live: out.isTTY });

  // Ends with the signal, or with the first part that dies.
  const end = new AbortController();
  signal.addEventListener('abort', () => end.abort(signal.reason), { once: true });
  let directory: string | undefined;
  let failed = true;
  let stack: RunningStack | undefined;
  let shown: ShownBoards | undefined;
  try {
    signal.throwIfAborted();
    stack = await started({ ...options, channels }, out, end, (at) => (directory = at));
    if (!options.check) shown = await showBoards(stack);
    urlLines(stack, shown?.url).forEach(line);
    const named = Object.keys(channels);
    if (named.length > 0) line(`alerts also go to ${named.join(', ')}`);
    line('');
    if (options.check) {
      failed = !(await check(stack, options, line, end.signal));
    } else {
      line(`Running until Ctrl-C.${out.isTTY ? '\n' : ''}`);
      await showLive(stack, out, end.signal);
      // Ctrl-C is how a run that shows itself is meant to end.
      if (!signal.aborted) end.signal.throwIfAborted();
      failed = false;
    }
    return !failed;
  } catch (error) {
    failed = !(error instanceof Interrupted);
    throw error;
  } finally {
    await shown?.close();
    if (stack !== undefined) {
      line(`\nStopping ${Object.keys(stack.pids).length} parts …`);
      await stack.stop();
      line('Stopped; nothing is left running.');
    }
    await tidy(directory, options, failed, line);
  }
}

async function started(
  options: Options & { readonly channels: AlertChannels },
  out: NodeJS.WriteStream,
  end: AbortController,
  onDirectory: (directory: string) => void,
): Promise<RunningStack> {
  const begun = performance.now();
  const notices: string[] = [];
  const progress = out.isTTY ? listProgress() : plainProgress((text) => out.write(`${text}\n`));
  let up = false;
  try {
    const { preset, check, divide, directory, ports, rate, grafana, channels } = options;
    const stack = await startStack({
      example: exampleOf(preset),
      quiet: check,
      check,
      ports,
      grafana,
      channels,
      signal: end.signal,
      ...(divide === undefined ? {} : { divide }),
      ...(directory === undefined ? {} : { directory }),
      ...(rate === undefined ? {} : { rate }),
      onPlan: (at, parts) => {
        onDirectory(at);
        progress.plan(parts);
      },
      onState: (part, state) => (up ? undefined : progress.state(part, state)),
      onFailure: (error) => end.abort(error),
      onNotice: (text) => void notices.push(text),
    });
    up = true;
    return stack;
  } finally {
    await progress.close();
    for (const notice of notices) out.write(`${notice}\n`);
    if (up)
      out.write(`\nEverything is healthy after ${((performance.now() - begun) / 1000).toFixed(1)} s.\n\n`);
  }
}

async function check(
  stack: RunningStack,
  { record, rate = DEFAULT_RATE }: Options,
  line: (text: string) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const begun = performance.now();
  let scenario: ScenarioResult | undefined;
  const options = { signal, rate, onScenario: (result: ScenarioResult) => (scenario = result) };
  const rows: readonly ProofRow[] = await runProofs(stack, (row) => line(proofLine(row)), options);
  signal.throwIfAborted();
  let seedChecksPass = true;
  if (record) {
    const seen = await observe(stack, rows, scenario?.ledgers.exchanges ?? [], ({ check, ok, detail }) => {
      seedChecksPass &&= ok;
      line(`${ok ? 'ok  ' : 'FAIL'}  of the text: ${check.name}: ${detail}`);
    });
    line(`\nRecorded: ${await writeRecord(seen)}`);
  }
  line(`\n${proofSummary(rows, (performance.now() - begun) / 1000)}`);
  return allProven(rows) && seedChecksPass;
}

/** A folder that the user named, asked to keep, or needs to find out what went wrong, is left. */
async function tidy(
  directory: string | undefined,
  options: Options,
  failed: boolean,
  line: (text: string) => void,
): Promise<void> {
  if (directory === undefined) return;
  if (!failed && options.directory === undefined && !options.keep) {
    await rm(directory, { recursive: true, force: true });
  } else {
    line(`Configurations, data and logs: ${directory}`);
  }
}
