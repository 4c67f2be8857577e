import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseMetrics, type Samples } from '../../../instrumentation/testing/metrics-text';
import { until } from '../../../instrumentation/testing/until';

/** Gateways of one process, under the preload. */
export interface MatrixProcess {
  /** By name of the gateway. */
  readonly ports: Readonly<Record<string, number>>;
  metrics(): Promise<Samples>;
  stop(): Promise<void>;
}

/** Starts `script` and waits until its gateways listen. */
export async function startMatrixProcess(
  node: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<MatrixProcess> {
  const child = spawn(node, args, {
    env: { PATH: process.env['PATH'], GATEWATCH_ADMIN_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  try {
    const find = (pattern: RegExp) =>
      until(`the gateways say ${pattern}`, () => {
        if (child.exitCode !== null) throw new Error(`the gateways ended with ${child.exitCode}: ${output}`);
        return pattern.exec(output)?.[1];
      });
    const ports = JSON.parse(await find(/^ports (.+)$/m)) as Record<string, number>;
    const adminUrl = await find(/admin port listens on (\S+)/);
    return {
      ports,
      metrics: async () => parseMetrics(await (await fetch(`${adminUrl}/metrics`)).text()),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
