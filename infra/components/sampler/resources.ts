import { stackMonitor } from '../../kubernetes/monitor';
import type { KubernetesObject } from '../../kubernetes/object';
import { headlessService } from '../../kubernetes/service';
import { type HostPort, hostPort } from '../../model/address';
import { backendsAt, clusterHosts } from '../../model/backends';
import { port, type PortName } from '../../model/endpoints';
import { runs } from '../../model/flows';
import type { StackModel } from '../../model/stack';
import type { CollectorConfig } from '../collector/config';
import { collectorPods } from '../collector/pods';
import { POD_HOST } from '../collector/resources';
import { samplerConfig } from '../collector/tiers';

/** The configuration of the collectors that decide which traces are kept. */
export function samplerClusterConfig({ config, settings }: StackModel): CollectorConfig {
  const on = (name: PortName<'sampler'>): HostPort => hostPort(POD_HOST, port('sampler', name));
  return samplerConfig(settings.collector, {
    otlpGrpc: on('otlp-grpc'),
    telemetry: on('metrics'),
    health: on('health'),
    tempo: backendsAt(clusterHosts(config.namespace)).traces,
  });
}

/** Their objects; nothing where a single collector decides itself. */
export function samplerObjects(model: StackModel): KubernetesObject[] {
  const { config } = model;
  if (!runs(config, 'sampler')) return [];
  const { collector, sampler = collector } = config.replicas;
  return [
    ...collectorPods(model, 'sampler', sampler, samplerClusterConfig(model)),
    // The name has to stand for every one of them: who hands spans on chooses by trace.
    headlessService('sampler', config.namespace),
    // They are collectors: boards and alerts of the job `collector` are theirs, too.
    stackMonitor(config, 'sampler', 'collector', 'metrics', { name: 'sampler' }),
  ];
}
