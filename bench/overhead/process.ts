import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Variant } from './variants';

const BENCH = join(__dirname, '..');

/** A server under measurement. */
export interface MeasuredServer {
  readonly port: number;
  /** Milliseconds from the start of the process until it listened. */
  readonly startMs: number;
  /** CPU time so far, user and system, in microseconds, and resident memory in bytes. */
  usage(): Promise<{ readonly cpuMicros: number; readonly rss: number }>;
  stop(): Promise<void>;
}

interface Message {
  readonly port?: number;
  readonly id?: number;
  readonly cpu?: { user: number; system: number };
  readonly rss?: number;
}

/**
 * Starts an application under a variant and waits until it listens.
 * @throws Error with the end of the process' output if it ends first
 */
export async function startServer(
  script: string,
  variant: Variant,
  env: Readonly<Record<string, string>>,
): Promise<MeasuredServer> {
  const began = performance.now();
  const child = fork(join(BENCH, 'overhead', 'apps', script), [], {
    cwd: BENCH,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...variant.env, ...env },
    execArgv: variant.preload.flatMap((module) => ['--require', join(BENCH, module)]),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const port = await listening(child, `${script} (${variant.name})`);
  let questions = 0;
  return {
    port,
    startMs: performance.now() - began,
    usage: () =>
      new Promise((resolve) => {
        const id = (questions += 1);
        const answer = (message: Message): void => {
          if (message.id !== id || message.cpu === undefined) return;
          child.off('message', answer);
          resolve({ cpuMicros: message.cpu.user + message.cpu.system, rss: message.rss ?? 0 });
        };
        child.on('message', answer);
        child.send({ id });
      }),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

function listening(child: ChildProcess, name: string): Promise<number> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-2000)));
  }
  return new Promise((resolve, reject) => {
    child.on('message', (message: Message) => {
      if (message.port !== undefined) resolve(message.port);
    });
    child.once('exit', (code, signal) =>
      reject(new Error(`${name} ended (${code ?? signal}) before it listened:\n${output}`)),
    );
  });
}
