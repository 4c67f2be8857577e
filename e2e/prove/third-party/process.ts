import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseMetrics, type Samples } from '../../../instrumentation/testing/metrics-text';
import { until } from '../../../instrumentation/testing/until';

/** A third-party server that runs. */
export interface RunningServer {
  readonly url: string;
  /** What the admin port shows; only under the preload. */
  metrics(): Promise<Samples>;
  stop(): Promise<void>;
}

export interface ServerStart {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  readonly preload: string | undefined;
}

/** Starts a server and waits until it answers. */
export async function startServer({ args, cwd, env, port, preload }: ServerStart): Promise<RunningServer> {
  const child = spawn(process.execPath, [...(preload === undefined ? [] : ['--require', preload]), ...args], {
    cwd,
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
  const url = `http://127.0.0.1:${port}`;
  try {
    const adminUrl =
      preload === undefined
        ? undefined
        : await until('the admin port listens', () => {
            if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${output}`);
            return /admin port listens on (\S+)/.exec(output)?.[1];
          });
    await until(`${args[0]} answers`, () => {
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${output}`);
      return fetch(url, { method: 'OPTIONS' }).then(
        (response) => response.text().then(() => true),
        () => false,
      );
    });
    return {
      url,
      metrics: async () => parseMetrics(await (await fetch(`${adminUrl}/metrics`)).text()),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
