import { stackMonitor } from '../../kubernetes/monitor';
import type { KubernetesObject } from '../../kubernetes/object';
import { service } from '../../kubernetes/service';
import { type HostPort, hostPort } from '../../model/address';
import { type Backends, backendsAt, clusterHosts } from '../../model/backends';
import { port, type PortName } from '../../model/endpoints';
import { runs } from '../../model/flows';
import type { StackModel } from '../../model/stack';
import { SPAN_METRICS_RELABELING } from '../prometheus/config';
import { type CollectorAddresses, type CollectorConfig, collectorConfig } from './config';
import { collectorPods } from './pods';
import { entryTierConfig } from './tiers';

/** A pod listens on its own address only. */
export const POD_HOST = '${env:POD_IP}';

/** The collector's configuration in the cluster: alone it does everything, one of several leaves decisions to samplers. */
export function collectorClusterConfig(model: StackModel): CollectorConfig {
  const { config, settings } = model;
  const hosts = clusterHosts(config.namespace);
  if (!runs(config, 'sampler')) return collectorConfigAt(model, POD_HOST, backendsAt(hosts));
  const samplers = { hostname: hosts('sampler'), port: port('sampler', 'otlp-grpc') };
  return entryTierConfig(settings.collector, addressesAt(POD_HOST, backendsAt(hosts)), samplers);
}

/** The configuration of a collector that does everything, with the ports of the stack, listening on one host. */
export function collectorConfigAt(
  { settings }: StackModel,
  host: string,
  backends: Backends,
): CollectorConfig {
  return collectorConfig(settings.collector, addressesAt(host, backends));
}

function addressesAt(host: string, { traces, loki }: Backends): CollectorAddresses {
  const on = (name: PortName<'collector'>): HostPort => hostPort(host, port('collector', name));
  return {
    otlpGrpc: on('otlp-grpc'),
    otlpHttp: on('otlp-http'),
    spanMetrics: on('span-metrics'),
    telemetry: on('metrics'),
    health: on('health'),
    tempo: traces,
    loki,
  };
}

/** The objects of the collectors that gateways send to. */
export function collectorObjects(model: StackModel): KubernetesObject[] {
  const { config } = model;
  return [
    ...collectorPods(model, 'collector', config.replicas.collector, collectorClusterConfig(model)),
    service('collector', config.namespace),
    stackMonitor(config, 'collector', 'collector', 'metrics'),
    stackMonitor(config, 'collector', 'span-metrics', 'span-metrics', {
      metricRelabelings: [SPAN_METRICS_RELABELING],
    }),
  ];
}
