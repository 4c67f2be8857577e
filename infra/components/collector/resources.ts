import { configMap, configVolume } from '../../kubernetes/config-map';
import { serviceAccount } from '../../kubernetes/identity';
import { labelsOf } from '../../kubernetes/labels';
import { stackMonitor } from '../../kubernetes/monitor';
import type { KubernetesObject } from '../../kubernetes/object';
import { CONTAINER_SECURITY, podSecurity, type PodSpec, probes, requirements } from '../../kubernetes/pod';
import { priorityClassName } from '../../kubernetes/priority';
import { containerPorts, service } from '../../kubernetes/service';
import { deployment } from '../../kubernetes/workload';
import { type HostPort, hostPort } from '../../model/address';
import { durationSeconds } from '../../model/duration';
import { type Backends, backendsAt, clusterHosts } from '../../model/backends';
import { port, type PortName, SERVICE_NAMES } from '../../model/endpoints';
import { goMemLimit } from '../../model/settings';
import type { StackModel } from '../../model/stack';
import { toYaml } from '../../render/yaml';
import { SPAN_METRICS_RELABELING } from '../prometheus/config';
import { COLLECTOR_HEALTH_PATH, collectorArgs, type CollectorConfig, collectorConfig } from './config';

const CONFIG_DIR = '/etc/otelcol';
export const CONFIG_FILE = 'config.yaml';
const CONFIG_MAP = `${SERVICE_NAMES.collector}-config`;

/** User of the published collector images. */
const USER = 10001;

/** After the last decision there is this much time to send what is queued. */
const DRAIN_SECONDS = 20;

/** The collector's configuration in the cluster. It listens on the pod's address only. */
export function collectorClusterConfig(model: StackModel): CollectorConfig {
  return collectorConfigAt(model, '${env:POD_IP}', backendsAt(clusterHosts(model.config.namespace)));
}

/** The collector's configuration with the ports of the stack, listening on one host. */
export function collectorConfigAt(
  { settings }: StackModel,
  host: string,
  { traces, loki }: Backends,
): CollectorConfig {
  const on = (name: PortName<'collector'>): HostPort => hostPort(host, port('collector', name));
  return collectorConfig(settings.collector, {
    otlpGrpc: on('otlp-grpc'),
    otlpHttp: on('otlp-http'),
    spanMetrics: on('span-metrics'),
    telemetry: on('metrics'),
    health: on('health'),
    tempo: traces,
    loki,
  });
}

/** The collector's objects. */
export function collectorObjects(model: StackModel): KubernetesObject[] {
  const { config } = model;
  const { namespace } = config;
  const files = { [CONFIG_FILE]: toYaml(collectorClusterConfig(model)) };
  return [
    serviceAccount('collector', namespace),
    configMap(CONFIG_MAP, namespace, labelsOf('collector'), files),
    deployment('collector', namespace, podSpec(model, files), files, 'RollingUpdate'),
    service('collector', namespace),
    stackMonitor(config, 'collector', 'collector', 'metrics'),
    stackMonitor(config, 'collector', 'span-metrics', 'span-metrics', {
      metricRelabelings: [SPAN_METRICS_RELABELING],
    }),
  ];
}

function podSpec({ config }: StackModel, files: Readonly<Record<string, string>>): PodSpec {
  const share = config.resources.collector;
  return {
    serviceAccountName: SERVICE_NAMES.collector,
    automountServiceAccountToken: false,
    priorityClassName: priorityClassName(config.namespace),
    enableServiceLinks: false,
    securityContext: podSecurity(USER),
    // Traces that wait for a decision are decided at shutdown and then have to be sent.
    terminationGracePeriodSeconds: Math.ceil(durationSeconds(config.sampling.decisionWait)) + DRAIN_SECONDS,
    containers: [
      {
        name: 'collector',
        image: config.images.collector,
        args: collectorArgs({ config: `${CONFIG_DIR}/${CONFIG_FILE}` }),
        env: [
          { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          { name: 'GOMEMLIMIT', value: goMemLimit(share.memory) },
        ],
        ports: containerPorts('collector'),
        resources: requirements(share),
        ...probes(COLLECTOR_HEALTH_PATH, 'health', 30),
        securityContext: CONTAINER_SECURITY,
        volumeMounts: [{ name: 'config', mountPath: CONFIG_DIR, readOnly: true }],
      },
    ],
    volumes: [configVolume('config', CONFIG_MAP, files)],
  };
}
