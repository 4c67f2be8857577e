import { nameOf } from '../../model/wiring/cluster';
import type { PolicyRule } from '../rule';

const LABEL = 'pod-security.kubernetes.io/enforce';

export const namespaceEnforces: PolicyRule = {
  name: 'namespaces-enforce-restricted',
  description: 'The API server refuses pods in our namespaces that are not `restricted`.',
  level: 'mandatory',
  check: (objects) =>
    objects
      .filter(({ kind, metadata }) => kind === 'Namespace' && metadata.labels?.[LABEL] !== 'restricted')
      .map(
        (object) =>
          `${nameOf(object)}: label ${LABEL} is ${object.metadata.labels?.[LABEL] ?? 'not set'}: expected restricted`,
      ),
};
