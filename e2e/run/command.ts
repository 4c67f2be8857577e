import { spawn } from 'node:child_process';

/**
 * Runs a command in a process group of its own, with its output on ours, and ends the whole group if the signal
 * aborts.
 * @returns the exit code; 128 + n for a death by signal n is not told apart and is reported as 1
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<number> {
  options.signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    const end = (): void => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    };
    options.signal.addEventListener('abort', end, { once: true });
    child.once('error', reject);
    child.once('close', (code) => {
      options.signal.removeEventListener('abort', end);
      resolve(code ?? 1);
    });
  });
}
