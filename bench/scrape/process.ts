import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process that serves a page of metrics. */
export interface ScrapedProcess {
  readonly url: string;
  /** Heap that the filled registry takes. */
  readonly heapBytes: number;
  /** Samples on the page. */
  readonly samples: number;
  /** What the process went through while `run` ran: event-loop delay and CPU time in milliseconds. */
  during(
    run: () => Promise<void>,
  ): Promise<{ readonly p99: number; readonly max: number; readonly cpuMs: number }>;
  stop(): Promise<void>;
}

interface Ready {
  readonly port: number;
  readonly heapBytes: number;
  readonly samples: number;
}

/**
 * Starts one of `apps/`.
 * @param labelSets label sets of each of its two histograms
 * @throws Error with the end of its output if it ends before it listens
 */
export async function startScraped(app: string, labelSets: number): Promise<ScrapedProcess> {
  const child = fork(join(__dirname, 'apps', app), [], {
    execArgv: ['--expose-gc'],
    env: { ...process.env, BENCH_LABEL_SETS: String(labelSets) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const { port, heapBytes, samples } = await ready(child, app);
  const ask = async (question: 'begin' | 'end'): Promise<unknown> => {
    const answer = once(child, 'message');
    child.send(question);
    return ((await answer) as unknown[])[0];
  };
  return {
    url: `http://127.0.0.1:${port}/metrics`,
    heapBytes,
    samples,
    during: async (run) => {
      await ask('begin');
      await run();
      return (await ask('end')) as { p99: number; max: number; cpuMs: number };
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function ready(child: ChildProcess, app: string): Promise<Ready> {
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-2000)));
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Ready));
    child.once('exit', (code, signal) =>
      reject(new Error(`${app} ended (${code ?? signal}) before it listened:\n${output}`)),
    );
  });
}
