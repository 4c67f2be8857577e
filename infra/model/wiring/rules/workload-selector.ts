import { type Cluster, nameOf } from '../cluster';
import type { WiringRule } from '../context';
import { finding, type Finding } from '../finding';
import { selects } from '../selector';
import type { Manifest, PodShape } from '../shape';

/** Workloads, their spread and their disruption budgets select their own pods and nobody else's. */
export const workloadSelector: WiringRule = ({ cluster }) => [
  ...[...cluster.of('Deployment'), ...cluster.of('StatefulSet'), ...cluster.of('DaemonSet')].flatMap(
    (workload) => {
      const { selector, template, serviceName } = workload.spec ?? {};
      const own = cluster.pods.filter(
        ({ namespace, labels, address }) =>
          address === undefined && namespace === workload.metadata.namespace && selects(selector, labels),
      );
      const right = own.length === 1 && own[0]?.owner === nameOf(workload);
      return [
        ...(right
          ? []
          : [
              finding(
                nameOf(workload),
                'spec.selector',
                selector,
                `exactly the labels of its template ${JSON.stringify(template?.metadata?.labels)}, but it selects ` +
                  (own.map(({ owner }) => owner).join(', ') || 'nothing'),
              ),
            ]),
        ...governingService(cluster, workload, serviceName),
        ...spread(cluster, workload, template?.spec ?? {}),
      ];
    },
  ),
  ...[...cluster.of('Prometheus'), ...cluster.of('Alertmanager')].flatMap((object) =>
    spread(cluster, object, object.spec ?? {}),
  ),
  ...cluster.of('PodDisruptionBudget').flatMap((budget) => {
    const selected = cluster.pods.filter(
      ({ namespace, labels }) =>
        namespace === budget.metadata.namespace && selects(budget.spec?.selector, labels),
    );
    if (selected.length === 1) return [];
    const field = 'spec.selector';
    return [
      finding(
        nameOf(budget),
        field,
        budget.spec?.selector,
        'labels of the pods of one workload',
        labelsIn(cluster),
      ),
    ];
  }),
];

function governingService(cluster: Cluster, workload: Manifest, name: string | undefined): Finding[] {
  if (workload.kind !== 'StatefulSet') return [];
  const services = cluster.services.filter(
    ({ metadata }) => metadata.namespace === workload.metadata.namespace,
  );
  if (services.some(({ metadata }) => metadata.name === name)) return [];
  const names = services.map(({ metadata }) => metadata.name);
  return [finding(nameOf(workload), 'spec.serviceName', name, 'a Service of its namespace', names)];
}

function spread(cluster: Cluster, object: Manifest, pod: PodShape): Finding[] {
  const own = cluster.pods.find(({ owner }) => owner === nameOf(object));
  return (pod.topologySpreadConstraints ?? []).flatMap(({ labelSelector }, index) =>
    own !== undefined && selects(labelSelector, own.labels)
      ? []
      : [
          finding(
            nameOf(object),
            `spec.topologySpreadConstraints[${index}].labelSelector`,
            labelSelector,
            `labels of its own pods ${JSON.stringify(own?.labels)}`,
          ),
        ],
  );
}

function labelsIn(cluster: Cluster): string[] {
  return cluster.pods
    .filter(({ spec }) => spec !== undefined)
    .map(({ owner, labels }) => `${owner} ${JSON.stringify(labels)}`);
}
