import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How long a group has to end by itself after SIGTERM. */
const GRACE_MS = 3_000;

export interface GroupRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
  /** Called for every line of either stream. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
}

/** Runs a command to its end; tests put their own in its place. */
export type RunGroup = (run: GroupRun) => Promise<number>;

/**
 * Runs a command as a process group of its own and resolves to its exit code (128 + n for a signal). When `signal` aborts,
 * the whole group is ended and the promise rejects with the signal's reason once nothing of it is left. If this process
 * exits before, the group is killed. Throws the system's error if the command cannot be started.
 */
export const runGroup: RunGroup = async ({ command, args, cwd, env, signal, onLine }) => {
  signal?.throwIfAborted();
  const child = spawn(command, [...args], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (name: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, name);
    } catch {
      // The group has ended.
    }
  };
  let grace: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    kill('SIGTERM');
    grace = setTimeout(() => kill('SIGKILL'), GRACE_MS);
  };
  const onExit = (): void => kill('SIGKILL');
  signal?.addEventListener('abort', onAbort, { once: true });
  process.once('exit', onExit);
  for (const stream of ['stdout', 'stderr'] as const) {
    createInterface({ input: child[stream] }).on('line', (line) => onLine?.(line, stream));
  }
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      // `close` comes when the streams have ended too, that is when no descendant holds them any more.
      child.once('close', (status, name) => resolve(status ?? (name === 'SIGKILL' ? 137 : 143)));
    });
    signal?.throwIfAborted();
    return code;
  } finally {
    clearTimeout(grace);
    signal?.removeEventListener('abort', onAbort);
    process.off('exit', onExit);
  }
};
