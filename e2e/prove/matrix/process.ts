import type { Samples } from '../../../instrumentation/testing/metrics-text';
import { adminUrl, metricsAt, spawned } from '../spawned';

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
  const child = spawned(node, args, { env });
  try {
    const ports = JSON.parse(await child.said(/^ports (.+)$/m)) as Record<string, number>;
    const url = await adminUrl(child);
    return { ports, metrics: () => metricsAt(url), stop: child.stop };
  } catch (error) {
    await child.stop();
    throw error;
  }
}
