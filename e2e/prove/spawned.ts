import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseMetrics, type Samples } from '../../instrumentation/testing/metrics-text';
import { until } from '../../instrumentation/testing/until';

/** A process of a proof, with what it has written. */
export interface Spawned {
  /** What a line of its output says, once it does. @throws Error with its output if it ends first */
  said(pattern: RegExp): Promise<string>;
  /** @throws Error with its output if it has ended */
  checkRuns(): void;
  stop(): Promise<void>;
}

/** Starts Node.js, any version of it, with an admin port of its own should the preload be among the arguments. */
export function spawned(
  node: string,
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly cwd?: string },
): Spawned {
  const child = spawn(node, args, {
    ...options,
    env: { PATH: process.env['PATH'], GATEWATCH_ADMIN_PORT: '0', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const checkRuns = (): void => {
    if (child.exitCode !== null) throw new Error(`the process ended with ${child.exitCode}: ${output}`);
  };
  return {
    checkRuns,
    said: (pattern) =>
      until(`the process says ${pattern}`, () => {
        checkRuns();
        return pattern.exec(output)?.[1];
      }),
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Address of the admin port, once it listens. */
export function adminUrl({ said }: Spawned): Promise<string> {
  return said(/admin port listens on (\S+)/);
}

/** What the metrics page of an admin port shows. */
export async function metricsAt(url: string): Promise<Samples> {
  return parseMetrics(await (await fetch(`${url}/metrics`)).text());
}
