import type { Samples } from '../../../instrumentation/testing/metrics-text';
import { until } from '../../../instrumentation/testing/until';
import { adminUrl, metricsAt, spawned } from '../spawned';

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
  const preloaded = preload === undefined ? args : ['--require', preload, ...args];
  const child = spawned(process.execPath, preloaded, { cwd, env });
  const url = `http://127.0.0.1:${port}`;
  try {
    const admin = preload === undefined ? undefined : await adminUrl(child);
    await until(`${args[0]} answers`, () => {
      child.checkRuns();
      return fetch(url, { method: 'OPTIONS' }).then(
        (response) => response.text().then(() => true),
        () => false,
      );
    });
    return { url, metrics: () => metricsAt(admin ?? ''), stop: child.stop };
  } catch (error) {
    await child.stop();
    throw error;
  }
}
