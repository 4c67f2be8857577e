import { configMap, configVolume } from '../../kubernetes/config-map';
import { disruptionBudget } from '../../kubernetes/disruption-budget';
import { serviceAccount } from '../../kubernetes/identity';
import { labelsOf } from '../../kubernetes/labels';
import type { KubernetesObject } from '../../kubernetes/object';
import { CONTAINER_SECURITY, podSecurity, type PodSpec, probes, requirements } from '../../kubernetes/pod';
import { priorityClassName } from '../../kubernetes/priority';
import { containerPorts } from '../../kubernetes/service';
import { spread } from '../../kubernetes/spread';
import { deployment, statefulSet, volumeClaim } from '../../kubernetes/workload';
import { durationSeconds } from '../../model/duration';
import { SERVICE_NAMES } from '../../model/endpoints';
import { goMemLimit, QUEUE_DIR } from '../../model/settings';
import type { StackModel } from '../../model/stack';
import { toYaml } from '../../render/yaml';
import { COLLECTOR_HEALTH_PATH, collectorArgs, type CollectorConfig } from './config';

const CONFIG_DIR = '/etc/otelcol';
/** Name of the configuration file. */
export const CONFIG_FILE = 'config.yaml';

/** User of the published collector images. */
const USER = 10001;

/** After the last decision there is this much time to send what is queued. */
const DRAIN_SECONDS = 20;

/** A tier of collectors. */
export type Tier = 'collector' | 'sampler';

/**
 * The pods of a tier with what they read and run as. With queues on disk they are a StatefulSet, so that each comes back to
 * its own queue.
 */
export function collectorPods(
  model: StackModel,
  tier: Tier,
  replicas: number,
  collectorConfig: CollectorConfig,
): KubernetesObject[] {
  const { namespace, queues, storage } = model.config;
  const files = { [CONFIG_FILE]: toYaml(collectorConfig) };
  const pod = podSpec(model, tier, replicas, files);
  const volumes = [volumeClaim(tier, storage, storage.collector)];
  return [
    serviceAccount(tier, namespace),
    configMap(configName(tier), namespace, labelsOf(tier), files),
    queues.persistent
      ? statefulSet(tier, namespace, pod, files, volumes, { replicas })
      : deployment(tier, namespace, pod, files, 'RollingUpdate', { replicas }),
    ...disruptionBudget(tier, namespace, replicas, labelsOf(tier)),
  ];
}

function configName(tier: Tier): string {
  return `${SERVICE_NAMES[tier]}-config`;
}

function podSpec(
  { config }: StackModel,
  tier: Tier,
  replicas: number,
  files: Readonly<Record<string, string>>,
): PodSpec {
  const share = config.resources.collector;
  return {
    serviceAccountName: SERVICE_NAMES[tier],
    automountServiceAccountToken: false,
    priorityClassName: priorityClassName(config.namespace),
    enableServiceLinks: false,
    securityContext: podSecurity(USER),
    // Traces that wait for a decision are decided at shutdown and then have to be sent.
    terminationGracePeriodSeconds: Math.ceil(durationSeconds(config.sampling.decisionWait)) + DRAIN_SECONDS,
    ...(replicas > 1 ? { topologySpreadConstraints: spread(labelsOf(tier)) } : {}),
    containers: [
      {
        name: tier,
        image: config.images.collector,
        args: collectorArgs({ config: `${CONFIG_DIR}/${CONFIG_FILE}` }),
        env: [
          { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          { name: 'GOMEMLIMIT', value: goMemLimit(share.memory) },
        ],
        ports: containerPorts(tier),
        resources: requirements(share),
        ...probes(COLLECTOR_HEALTH_PATH, 'health', 30),
        securityContext: CONTAINER_SECURITY,
        volumeMounts: [
          { name: 'config', mountPath: CONFIG_DIR, readOnly: true },
          ...(config.queues.persistent ? [{ name: 'data', mountPath: QUEUE_DIR }] : []),
        ],
      },
    ],
    volumes: [configVolume('config', configName(tier), files)],
  };
}
