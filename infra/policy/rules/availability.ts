import { selects } from '../../model/wiring/selector';
import { clusterOf } from '../../model/wiring/cluster';
import { podsOf } from '../pods';
import type { PolicyRule } from '../rule';

const NOTHING = { namespaces: {}, services: [], pods: [], secrets: {} };

export const availability: PolicyRule = {
  name: 'replicas-stay-available',
  description: 'What has several replicas is spread over nodes and keeps all but one during a drain.',
  level: 'mandatory',
  check: (objects) => {
    const cluster = clusterOf(objects, NOTHING);
    return podsOf(objects)
      .filter(({ replicas }) => replicas > 1)
      .flatMap(({ owner, pod }) => {
        const labels = cluster.pods.find((pods) => pods.owner === owner)?.labels ?? {};
        const kept = cluster.of('PodDisruptionBudget').some(({ spec }) => selects(spec?.selector, labels));
        return [
          ...(kept ? [] : [`${owner}: no PodDisruptionBudget selects its pods`]),
          ...((pod.topologySpreadConstraints ?? []).length > 0
            ? []
            : [`${owner}: topologySpreadConstraints is not set`]),
        ];
      });
  },
};

export const priority: PolicyRule = {
  name: 'pods-have-a-priority',
  description: 'Each pod says how it is weighed against others when room is short.',
  level: 'mandatory',
  check: (objects) =>
    podsOf(objects)
      .filter(({ pod }) => pod.priorityClassName === undefined)
      .map(({ owner }) => `${owner}: priorityClassName is not set`),
};
