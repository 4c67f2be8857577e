import { clusterGrant, grant, serviceAccount } from '../../kubernetes/identity';
import { stackMonitor } from '../../kubernetes/monitor';
import type { KubernetesObject } from '../../kubernetes/object';
import { CONTAINER_SECURITY, podSecurity, type PodSpec, probes, requirements } from '../../kubernetes/pod';
import { priorityClassName } from '../../kubernetes/priority';
import { containerPorts, service } from '../../kubernetes/service';
import { deployment } from '../../kubernetes/workload';
import { SERVICE_NAMES } from '../../model/endpoints';
import type { StackModel } from '../../model/stack';
import { CLUSTER_RIGHTS, NAMESPACE_RIGHTS } from './rights';
import { OPERATOR_HEALTH_PATH, operatorArgs } from './config';

/** User of the image. */
const USER = 65534;

/** The Prometheus operator, confined to the namespace of the stack; nothing if the cluster has one. */
export function operatorObjects({ config }: StackModel): KubernetesObject[] {
  const { namespace } = config;
  if (!config.operator.run) return [];
  return [
    serviceAccount('operator', namespace, true),
    ...grant('operator', namespace, namespace, NAMESPACE_RIGHTS),
    ...clusterGrant('operator', namespace, CLUSTER_RIGHTS),
    deployment('operator', namespace, podSpec(config), {}, 'RollingUpdate'),
    service('operator', namespace),
    stackMonitor(config, 'operator', 'operator', 'http'),
  ];
}

function podSpec(config: StackModel['config']): PodSpec {
  return {
    serviceAccountName: SERVICE_NAMES.operator,
    automountServiceAccountToken: true,
    priorityClassName: priorityClassName(config.namespace),
    enableServiceLinks: false,
    securityContext: podSecurity(USER),
    terminationGracePeriodSeconds: 30,
    containers: [
      {
        name: 'operator',
        image: config.images.operator,
        args: operatorArgs(config),
        ports: containerPorts('operator'),
        resources: requirements(config.resources.operator),
        ...probes(OPERATOR_HEALTH_PATH, 'http', 60),
        securityContext: CONTAINER_SECURITY,
        volumeMounts: [],
      },
    ],
    volumes: [],
  };
}
