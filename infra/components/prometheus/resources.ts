import { prometheusRule } from '../../../alerts';
import { disruptionBudget } from '../../kubernetes/disruption-budget';
import { grant, serviceAccount } from '../../kubernetes/identity';
import { labelsOf, PART_OF } from '../../kubernetes/labels';
import { gatewayMonitor, stackMonitor } from '../../kubernetes/monitor';
import type { KubernetesObject, PolicyRule } from '../../kubernetes/object';
import { OPERATED_NAME, operatedLabels, type OperatedSpec, operatedSpec } from '../../kubernetes/operated';
import { requirements, type ResourceRequirements } from '../../kubernetes/pod';
import { service } from '../../kubernetes/service';
import { SERVICE_NAMES } from '../../model/endpoints';
import type { StackModel } from '../../model/stack';
import { REPLICA_LABEL, remoteWriteSpec } from './remote-write';
import { PROMETHEUS_FEATURES, scrapeTimeout, stackJobInterval } from './config';

/** The operator's Prometheus object, with the fields that this project uses. */
export interface Prometheus extends KubernetesObject {
  readonly kind: 'Prometheus';
  readonly spec: OperatedSpec & {
    readonly replicas: number;
    readonly resources: ResourceRequirements;
    readonly serviceAccountName: string;
    readonly serviceDiscoveryRole: 'EndpointSlice';
    readonly scrapeInterval: string;
    readonly scrapeTimeout: string;
    readonly evaluationInterval: string;
    readonly externalLabels: Readonly<Record<string, string>>;
    readonly retention: string;
    readonly retentionSize?: string;
    readonly enableFeatures: readonly string[];
    readonly serviceMonitorSelector: object;
    readonly ruleSelector: object;
    readonly replicaExternalLabelName?: string;
    readonly remoteWrite?: readonly object[];
    readonly alerting: object;
  };
}

/** What service discovery reads. Endpoints too: the operator's configuration for Alertmanagers may use either. */
const DISCOVERY: readonly PolicyRule[] = [
  { apiGroups: [''], resources: ['endpoints', 'pods', 'services'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
];

/** Prometheus with its rules, its monitors for the gateways, and the right to look where targets are. */
export function prometheusObjects(model: StackModel): KubernetesObject[] {
  const { config } = model;
  const { namespace } = config;
  const watched = [...new Set([namespace, ...config.gateways.map((gateway) => gateway.namespace)])].sort();
  return [
    serviceAccount('prometheus', namespace, true),
    ...watched.flatMap((target) => grant('prometheus', namespace, target, DISCOVERY)),
    prometheus(model),
    service('prometheus', namespace, operatedLabels('prometheus')),
    ...disruptionBudget('prometheus', namespace, config.replicas.prometheus, operatedLabels('prometheus')),
    prometheusRule(model.rules, { name: 'gatewatch', namespace, labels: labelsOf('prometheus') }),
    ...config.gateways.map((gateway) => gatewayMonitor(model, gateway)),
    stackMonitor(config, 'prometheus', 'prometheus', 'http', {
      interval: stackJobInterval(model.settings.prometheus, 'prometheus'),
    }),
  ];
}

function prometheus({ config, settings }: StackModel): Prometheus {
  const { prometheus: own } = settings;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: OPERATED_NAME, namespace: config.namespace, labels: labelsOf('prometheus') },
    spec: {
      ...operatedSpec('prometheus', config),
      replicas: config.replicas.prometheus,
      resources: requirements(config.resources.prometheus),
      serviceAccountName: SERVICE_NAMES.prometheus,
      serviceDiscoveryRole: 'EndpointSlice',
      scrapeInterval: own.scrapeInterval,
      scrapeTimeout: scrapeTimeout(own.scrapeInterval),
      evaluationInterval: own.evaluationInterval,
      externalLabels: own.externalLabels,
      retention: own.retention.time,
      ...(own.retention.size === undefined ? {} : { retentionSize: own.retention.size }),
      enableFeatures: PROMETHEUS_FEATURES,
      // Without namespace selectors the operator looks in this namespace only.
      serviceMonitorSelector: { matchLabels: PART_OF },
      ruleSelector: { matchLabels: PART_OF },
      ...(own.remoteWrites.length === 0
        ? {}
        : { replicaExternalLabelName: REPLICA_LABEL, remoteWrite: own.remoteWrites.map(remoteWriteSpec) }),
      alerting: {
        alertmanagers: [{ namespace: config.namespace, name: SERVICE_NAMES.alertmanager, port: 'http' }],
      },
    },
  };
}
