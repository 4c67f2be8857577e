import { nameOf } from '../cluster';
import type { WiringRule } from '../context';
import { finding } from '../finding';

const CLUSTER_SCOPED = [
  'Namespace',
  'PriorityClass',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'ValidatingWebhookConfiguration',
];

/** Every object is in a namespace that the stack makes or that a gateway is declared to be in. */
export const namespaces: WiringRule = ({ cluster, config }) => {
  const known = [
    ...cluster.of('Namespace').map(({ metadata }) => metadata.name),
    ...config.gateways.map(({ namespace }) => namespace),
  ];
  return cluster.objects
    .filter(({ kind, metadata }) => {
      return !CLUSTER_SCOPED.includes(kind) && !known.includes(metadata.namespace ?? '');
    })
    .map((object) =>
      finding(
        nameOf(object),
        'metadata.namespace',
        object.metadata.namespace,
        'a namespace of the stack or of a gateway',
        known,
      ),
    );
};
