import { nameOf } from '../../model/wiring/cluster';
import type { NetworkPolicyShape, ServiceShape } from '../../model/wiring/shape';
import type { PolicyRule } from '../rule';

const STACK = 'gatewatch';

/** The namespaces in which components of the stack run; the example is somebody else. */
function stackNamespaces(objects: Parameters<PolicyRule['check']>[0]): string[] {
  const namespaces = objects
    .filter(
      ({ kind, metadata }) =>
        kind === 'Prometheus' ||
        (kind === 'Deployment' && metadata.labels?.['app.kubernetes.io/part-of'] === STACK),
    )
    .map(({ metadata }) => metadata.namespace ?? '');
  return [...new Set(namespaces)];
}

export const isolation: PolicyRule = {
  name: 'namespaces-deny-by-default',
  description: 'In namespaces of the stack everything is refused in both directions that no policy admits.',
  level: 'mandatory',
  check: (objects) => {
    const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy') as NetworkPolicyShape[];
    return stackNamespaces(objects).flatMap((namespace) => {
      const denies = policies.some(
        ({ metadata, spec }) =>
          metadata.namespace === namespace &&
          JSON.stringify(spec?.podSelector) === '{}' &&
          spec?.policyTypes?.includes('Ingress') === true &&
          spec.policyTypes.includes('Egress') &&
          spec.ingress === undefined &&
          spec.egress === undefined,
      );
      return denies
        ? []
        : [`Namespace ${namespace}: there is no NetworkPolicy that refuses everything by default`];
    });
  },
};

export const inside: PolicyRule = {
  name: 'services-stay-inside',
  description: 'Services are reached from inside of the cluster; people come through an ingress controller.',
  level: 'mandatory',
  check: (objects) =>
    (
      objects.filter(({ kind }) => kind === 'Service') as (ServiceShape & {
        readonly spec?: { readonly type?: string };
      })[]
    )
      .filter(({ spec }) => !['ClusterIP', undefined].includes(spec?.type))
      .map((service) => `${nameOf(service)}: spec.type is ${service.spec?.type}: expected ClusterIP`),
};
