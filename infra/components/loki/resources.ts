import type { KubernetesObject } from '../../kubernetes/object';
import { singleBinary } from '../../kubernetes/single-binary';
import { hostPort } from '../../model/address';
import { port } from '../../model/endpoints';
import type { StackModel } from '../../model/stack';
import { LOKI_READY_PATH, lokiArgs, type LokiConfig, lokiConfig } from './config';

/** The folder that the image keeps for its user. */
export const LOKI_DATA_DIR = '/loki';

/** Loki's configuration in the cluster. */
export function lokiClusterConfig({ settings }: StackModel): LokiConfig {
  return lokiConfig(
    settings.loki,
    {
      http: hostPort('0.0.0.0', port('loki', 'http')),
      // Between parts of the one process.
      grpc: hostPort('127.0.0.1', 9095),
    },
    LOKI_DATA_DIR,
  );
}

/** Loki's objects. */
export function lokiObjects(model: StackModel): KubernetesObject[] {
  return singleBinary(model, {
    component: 'loki',
    files: { name: 'loki.yaml', config: lokiClusterConfig(model), args: lokiArgs },
    dataDir: LOKI_DATA_DIR,
    // User of the image.
    user: 10001,
    readyPath: LOKI_READY_PATH,
    // Loki writes what it holds in memory to disk when it stops.
    stopSeconds: 60,
  });
}
