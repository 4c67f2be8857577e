import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** A binary that a test runs. */
export interface Started {
  readonly pid: number;
  /** Everything that it has printed. */
  output(): string;
  /** Ends the process and waits for its end. */
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 60_000;
/** Time to stop by itself; Tempo takes half a minute, which no test needs to wait for. */
const GRACE_MS = 2_000;

/**
 * Starts a binary and waits until a URL answers 200.
 * @throws Error with the last output if the process ends or the time is up before; the process is gone then
 */
export async function startUntilReady(
  path: string,
  args: readonly string[],
  readyUrl: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Started> {
  const child = spawn(path, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => chunks.push(text));
  }
  const output = (): string => chunks.join('');
  const end = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = (): Promise<void> => endProcess(child, end);
  try {
    await ready(child, readyUrl);
  } catch (error) {
    await stop();
    throw new Error(`${path} ${args.join(' ')}: ${String(error)}\n${output().slice(-4000)}`, {
      cause: error,
    });
  }
  return { pid: child.pid ?? -1, output, stop };
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`ended with status ${child.exitCode}`);
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await pause(100);
  }
  throw new Error(`${url} did not answer 200 within ${READY_TIMEOUT_MS} ms`);
}

async function endProcess(child: ChildProcess, end: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await end;
  clearTimeout(hard);
}
