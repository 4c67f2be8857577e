import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { parseMetrics, type Samples } from '../../instrumentation/testing/metrics-text';
import type { CpuProfile } from './profile';
import type { Variant } from './variants';

const BENCH = join(__dirname, '..');

/** CPU time and memory of a process. */
export interface Usage {
  /** User and system time so far, in microseconds. */
  readonly cpuMicros: number;
  /** Resident memory in bytes. */
  readonly rss: number;
  /** Bytes of live objects; only with `--expose-gc`, else of all. */
  readonly heapUsed: number;
  /** Requests that an application keeps open. */
  readonly open: number;
}

/** A server under measurement. */
export interface MeasuredServer {
  readonly port: number;
  /** Milliseconds from the start of the process until it listened. */
  readonly startMs: number;
  usage(): Promise<Usage>;
  /** What the preload of this house has counted once its queues are flushed; nothing under another variant. */
  metrics(): Promise<Samples>;
  /** Begins a CPU profile. @param interval microseconds between samples */
  profile(interval: number): Promise<void>;
  /** Ends the CPU profile. */
  profiled(): Promise<CpuProfile>;
  stop(): Promise<void>;
}

interface Answer extends Partial<Usage> {
  readonly port?: number;
  readonly id?: number;
  readonly metrics?: string;
  readonly profile?: CpuProfile;
}

export interface StartOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Node.js to run it with. */
  readonly node?: string;
  /** Further arguments of Node.js. */
  readonly nodeArgs?: readonly string[];
}

/**
 * Starts an application of `apps/` under a variant and waits until it listens.
 * @throws Error with the end of the process' output if it ends first
 */
export async function startServer(
  script: string,
  variant: Variant,
  { env, node = process.execPath, nodeArgs = [] }: StartOptions,
): Promise<MeasuredServer> {
  const name = `${script} (${variant.name})`;
  const began = performance.now();
  const child = fork(join(BENCH, 'overhead', 'apps', script), [], {
    cwd: BENCH,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...env, ...variant.env },
    execPath: node,
    execArgv: [...nodeArgs, ...variant.preload.flatMap((module) => ['--require', join(BENCH, module)])],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const port = await listening(child, name);
  const startMs = performance.now() - began;
  let questions = 0;
  const ask = (what: 'usage' | 'metrics' | 'profile' | 'profiled', params?: object): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const id = (questions += 1);
      const ended = (): void => reject(new Error(`${name} ended while it was measured`));
      const answer = (message: Answer): void => {
        if (message.id !== id) return;
        child.off('message', answer).off('exit', ended);
        resolve(message);
      };
      child.on('message', answer).once('exit', ended);
      child.send({ id, what, params });
    });
  return {
    port,
    startMs,
    usage: async () => (await ask('usage')) as Usage,
    metrics: async () => parseMetrics((await ask('metrics')).metrics ?? ''),
    profile: async (interval) => void (await ask('profile', { interval })),
    profiled: async () => (await ask('profiled')).profile as CpuProfile,
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
    child.on('message', (message: Answer) => {
      if (message.port !== undefined) resolve(message.port);
    });
    child.once('exit', (code, signal) =>
      reject(new Error(`${name} ended (${code ?? signal}) before it listened:\n${output}`)),
    );
  });
}
