import { nameOf } from '../cluster';
import type { WiringRule } from '../context';
import { finding } from '../finding';

/** Kinds whose references the other rules follow, or that refer to nothing. */
const KNOWN = [
  'Alertmanager',
  'ClusterRole',
  'ClusterRoleBinding',
  'ConfigMap',
  'CustomResourceDefinition',
  'DaemonSet',
  'Deployment',
  'Namespace',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'PriorityClass',
  'Prometheus',
  'PrometheusRule',
  'Role',
  'RoleBinding',
  'Secret',
  'Service',
  'ServiceAccount',
  'ServiceMonitor',
  'StatefulSet',
];

/** No object goes unread, and none is there twice. */
export const knownKinds: WiringRule = ({ cluster }) =>
  cluster.objects.flatMap((object, index) => {
    const twice = cluster.objects.findIndex((one) => nameOf(one) === nameOf(object)) !== index;
    return [
      ...(KNOWN.includes(object.kind)
        ? []
        : [finding(nameOf(object), 'kind', object.kind, 'a kind that the wiring proof reads', KNOWN)]),
      ...(twice ? [finding(nameOf(object), 'metadata.name', object.metadata.name, 'a name of its own')] : []),
    ];
  });
