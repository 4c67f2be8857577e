import { join } from 'node:path';
import { buildTool } from './build/build-tool';
import { goProblem, installedGo } from './build/go';
import { parallelPackages, planBuilds } from './build/plan';
import { type ToolContext } from './context';
import { locate } from './locate/locate';
import { type ToolPin } from './pins';
import { type OnToolEvent, type ToolProgress } from './progress/event';

export interface EnsureOptions {
  /** Ends builds that run, with all their processes. */
  readonly signal?: AbortSignal | undefined;
  /** Hears what happens to each tool. */
  readonly onEvent?: OnToolEvent;
}

/** Tools that cannot be had, each with its reason. */
export class ToolsUnavailableError extends Error {
  override readonly name = 'ToolsUnavailableError';

  constructor(readonly failures: readonly Error[]) {
    super(failures.map((failure) => failure.message).join('\n\n'));
  }
}

/**
 * Finds each tool or builds it, at most as many builds at once as there are cores. Resolves to the paths by name. A tool
 * that fails does not stop the others: their binaries are kept for the next run.
 *
 * Throws `ToolsUnavailableError` with all failures, or the reason of `signal` if that was aborted.
 */
export async function ensurePins(
  pins: readonly ToolPin[],
  context: ToolContext,
  { signal, onEvent }: EnsureOptions,
): Promise<Record<string, string>> {
  const paths: Record<string, string> = {};
  const passedOver = new Map<string, readonly string[]>();
  const report = reporter(onEvent);
  const missing: ToolPin[] = [];
  for (const pin of pins) {
    signal?.throwIfAborted();
    report(pin, { state: 'looking' });
    const found = locate(pin, context);
    const { origin, version, path } = found;
    passedOver.set(pin.name, found.passedOver);
    if (origin === 'missing') missing.push(pin);
    else {
      paths[pin.name] = path;
      report(pin, { state: 'ready', origin, version, path, passedOver: found.passedOver });
    }
  }
  if (missing.length === 0) return paths;

  await requireGo(missing, context, report);
  const failures: Error[] = [];
  const queue = planBuilds(missing);
  let unfinished = queue.length;
  for (const pin of missing) report(pin, { state: 'queued' });
  const worker = async (): Promise<void> => {
    for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
      for (const pin of group) {
        signal?.throwIfAborted();
        report.restart(pin);
        try {
          const { origin, version, path } = await buildTool({
            pin,
            context,
            dir: join(context.modulesDir, pin.module),
            parallel: parallelPackages(context.cores, unfinished),
            signal,
            onProgress: (progress) => report(pin, progress),
          });
          paths[pin.name] = path;
          const over = passedOver.get(pin.name) ?? [];
          report(pin, { state: 'ready', origin, version, path, passedOver: over });
        } catch (error) {
          signal?.throwIfAborted();
          const failure = error instanceof Error ? error : new Error(String(error));
          failures.push(failure);
          report(pin, { state: 'failed', message: failure.message });
        }
      }
      unfinished--;
    }
  };
  await allSettledThenThrow(Array.from({ length: Math.min(context.cores, queue.length) }, worker));
  if (failures.length > 0) throw new ToolsUnavailableError(failures);
  return paths;
}

// An interrupted build returns once its processes are gone: wait for all of them before the first error goes on.
async function allSettledThenThrow(promises: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(promises);
  await Promise.all(promises);
}

async function requireGo(
  missing: readonly ToolPin[],
  context: ToolContext,
  report: ReturnType<typeof reporter>,
): Promise<void> {
  const message = goProblem(missing, context.modulesDir, await installedGo(context));
  if (message === undefined) return;
  for (const pin of missing) report(pin, { state: 'failed', message });
  throw new ToolsUnavailableError([new Error(message)]);
}

function reporter(onEvent: OnToolEvent | undefined) {
  const started = new Map<string, number>();
  const report = (pin: ToolPin, progress: ToolProgress): void => {
    const since = started.get(pin.name) ?? performance.now();
    started.set(pin.name, since);
    onEvent?.({ ...progress, tool: pin.name, elapsedMs: Math.round(performance.now() - since) });
  };
  report.restart = (pin: ToolPin): void => void started.set(pin.name, performance.now());
  return report;
}
