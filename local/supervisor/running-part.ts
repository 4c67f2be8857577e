import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { captureOutput } from './output';
import { PartError, type PartSpec, READY_TIMEOUT_MS, STOP_TIMEOUT_MS } from './part';
import { groupAlive, signalGroup } from './process-group';

/** How long the last output of an ended process may take to arrive. */
const LAST_OUTPUT_MS = 500;
const PROBE_INTERVAL_MS = 100;
const GROUP_POLL_MS = 20;
/** After SIGKILL only a process in an uninterruptible system call can still be there. */
const KILLED_MS = 3000;

/** A process that was started: the leader of its own process group, so that its children can be stopped with it. */
export interface RunningPart {
  readonly spec: PartSpec;
  /** Process id and process group id; undefined if it could not be started. */
  readonly pid: number | undefined;
  /** Resolves with what happened when the process ends in whatever way, or could not be started. */
  readonly ended: Promise<string>;
  /** @throws PartError if it ends, or is not ready in time */
  untilReady(): Promise<void>;
  /** An error with the last lines of the part. */
  error(reason: string): PartError;
  /** The signal, a bounded wait, SIGKILL: for the whole group. Resolves when none of it is left. */
  halt(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Halts it, and cleans up what it leaves outside of its process group. */
  stop(): Promise<void>;
}

/** Starts the process. Its output goes to `DIRECTORY/NAME.log`; `onLogLost` is called if that cannot be written. */
export function runPart(
  spec: PartSpec,
  logDirectory: string,
  onLogLost?: (error: Error) => void,
): RunningPart {
  const logFile = join(logDirectory, `${spec.name}.log`);
  const child = spawn(spec.command, spec.args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: spec.env ?? process.env,
    ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
    ...spec.user,
  });
  const output = captureOutput([child.stdout, child.stderr], logFile, onLogLost);
  let hasEnded = false;
  let stopRequested = false;

  const spawned = new Promise<void>((resolve) => child.once('spawn', () => resolve()));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`cannot be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      // Children that it leaves behind would run on unseen; those of a part that is being stopped get their time.
      if (child.pid !== undefined && !stopRequested) signalGroup(child.pid, 'SIGKILL');
      // Grandchildren may hold the pipe open: the last output is waited for, but not for ever.
      void Promise.race([once(child, 'close'), delay(LAST_OUTPUT_MS)]).then(() =>
        resolve(code === null ? `was killed by ${signal}` : `exited with code ${code}`),
      );
    });
  }).finally(() => {
    hasEnded = true;
  });
  const error = (reason: string): PartError => new PartError(spec.name, reason, output.lastLines(), logFile);

  async function untilReady(): Promise<void> {
    const probe = spec.ready ?? (() => Promise.resolve(undefined));
    const timeoutMs = spec.readyTimeoutMs ?? READY_TIMEOUT_MS;
    const deadline = Date.now() + timeoutMs;
    const end = ended.then((how) => {
      throw error(`${how} before it was ready`);
    });
    end.catch(() => undefined);
    await Promise.race([spawned, end]);
    for (;;) {
      const problem = await Promise.race([probe(), end]);
      if (problem === undefined && !hasEnded) return;
      if (Date.now() > deadline) throw error(`is not ready after ${timeoutMs / 1000} s: ${problem}`);
      await Promise.race([delay(PROBE_INTERVAL_MS), end]);
    }
  }

  async function halt(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    stopRequested = true;
    if (child.pid !== undefined && !hasEnded) {
      signalGroup(child.pid, signal);
      if (!(await groupGone(child.pid, spec.stopTimeoutMs ?? STOP_TIMEOUT_MS))) {
        signalGroup(child.pid, 'SIGKILL');
        await groupGone(child.pid, KILLED_MS);
      }
    }
    await ended;
    await output.close();
  }

  async function stop(): Promise<void> {
    await halt('SIGTERM');
    // What cannot be cleaned up must not keep the other parts from being stopped.
    await spec.afterStop?.().catch(() => undefined);
  }

  return { spec, pid: child.pid, ended, untilReady, error, halt, stop };
}

/** True as soon as the group has no member, false if it still has one after the time. */
async function groupGone(pgid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (groupAlive(pgid)) {
    if (Date.now() > deadline) return false;
    await delay(GROUP_POLL_MS);
  }
  return true;
}
