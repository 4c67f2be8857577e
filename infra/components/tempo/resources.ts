import type { KubernetesObject } from '../../kubernetes/object';
import { singleBinary } from '../../kubernetes/single-binary';
import { hostPort } from '../../model/address';
import { port } from '../../model/endpoints';
import type { StackModel } from '../../model/stack';
import { TEMPO_READY_PATH, TEMPO_STOP_SECONDS, tempoArgs, type TempoConfig, tempoConfig } from './config';

export const TEMPO_DATA_DIR = '/var/tempo';

/** Tempo's configuration in the cluster. */
export function tempoClusterConfig({ settings }: StackModel): TempoConfig {
  return tempoConfig(
    settings.tempo,
    {
      http: hostPort('0.0.0.0', port('tempo', 'http')),
      grpc: INTERNAL_GRPC,
      otlpGrpc: hostPort('0.0.0.0', port('tempo', 'otlp-grpc')),
      otlpHttp: UNUSED_OTLP_HTTP,
    },
    TEMPO_DATA_DIR,
  );
}

/** Between parts of the one process. */
const INTERNAL_GRPC = hostPort('127.0.0.1', 9095);
/** The collector speaks gRPC; nobody else sends to Tempo. */
const UNUSED_OTLP_HTTP = hostPort('127.0.0.1', 4318);

/** Tempo's objects. */
export function tempoObjects(model: StackModel): KubernetesObject[] {
  return singleBinary(model, {
    component: 'tempo',
    files: { name: 'tempo.yaml', config: tempoClusterConfig(model), args: tempoArgs },
    dataDir: TEMPO_DATA_DIR,
    // User of the image.
    user: 10001,
    readyPath: TEMPO_READY_PATH,
    stopSeconds: TEMPO_STOP_SECONDS + 10,
  });
}
