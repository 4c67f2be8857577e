import { nameOf } from '../cluster';
import type { WiringContext, WiringRule } from '../context';
import { finding, type Finding } from '../finding';
import { servicesOf } from '../monitored';
import type { OperatedShape, RoleShape } from '../shape';

/** What service discovery by EndpointSlice reads in a namespace with targets. */
const NEEDED = [
  { apiGroup: '', resource: 'pods' },
  { apiGroup: '', resource: 'services' },
  { apiGroup: 'discovery.k8s.io', resource: 'endpointslices' },
] as const;
const VERBS = ['get', 'list', 'watch'];

/** Prometheus may find its targets in every namespace that a monitor points to, and holds the token to ask with. */
export const discoveryRights: WiringRule = (context) =>
  context.cluster
    .of('Prometheus')
    .flatMap((prometheus) => [...token(context, prometheus), ...rights(context, prometheus)]);

function token({ cluster }: WiringContext, prometheus: OperatedShape): Finding[] {
  const { serviceAccountName, automountServiceAccountToken } = prometheus.spec ?? {};
  const account = cluster
    .of('ServiceAccount')
    .find(
      ({ metadata }) =>
        metadata.name === serviceAccountName && metadata.namespace === prometheus.metadata.namespace,
    );
  if (account === undefined) return [];
  if (automountServiceAccountToken ?? account.automountServiceAccountToken ?? true) return [];
  const expected = `true: ${nameOf(prometheus)} asks the API server for its targets`;
  return [finding(nameOf(account), 'automountServiceAccountToken', false, expected)];
}

function rights(context: WiringContext, prometheus: OperatedShape): Finding[] {
  const { cluster } = context;
  const services = cluster.of('ServiceMonitor').flatMap((monitor) => servicesOf(cluster, monitor));
  const namespaces = [...new Set(services.map(({ metadata }) => metadata.namespace ?? ''))];
  return namespaces.flatMap((namespace) => {
    const roles = rolesOf(context, prometheus, namespace);
    return NEEDED.flatMap(({ apiGroup, resource }) => {
      const missing = VERBS.filter((verb) => !roles.some((role) => permits(role, apiGroup, resource, verb)));
      if (missing.length === 0) return [];
      const [role] = roles;
      const object = role === undefined ? nameOf(prometheus) : nameOf(role);
      const field = role === undefined ? 'spec.serviceAccountName' : 'rules';
      const value = role === undefined ? prometheus.spec?.serviceAccountName : role.rules;
      const what = `${apiGroup === '' ? '' : `${apiGroup}/`}${resource}`;
      return [
        finding(
          object,
          field,
          value,
          `the right to ${missing.join(', ')} ${what} in ${namespace}, where ${nameOf(prometheus)} has targets`,
        ),
      ];
    });
  });
}

function rolesOf({ cluster }: WiringContext, prometheus: OperatedShape, namespace: string): RoleShape[] {
  const isSubject = (subjects: readonly { kind: string; name: string; namespace?: string }[] = []): boolean =>
    subjects.some(
      ({ kind, name, namespace: home }) =>
        kind === 'ServiceAccount' &&
        name === prometheus.spec?.serviceAccountName &&
        home === prometheus.metadata.namespace,
    );
  const bindings = [
    ...cluster.of('RoleBinding').filter(({ metadata }) => metadata.namespace === namespace),
    ...cluster.of('ClusterRoleBinding'),
  ].filter(({ subjects }) => isSubject(subjects));
  return bindings.flatMap(({ roleRef }) => [
    ...cluster
      .of('Role')
      .filter(
        ({ metadata }) =>
          roleRef?.kind === 'Role' && metadata.namespace === namespace && metadata.name === roleRef.name,
      ),
    ...cluster
      .of('ClusterRole')
      .filter(({ metadata }) => roleRef?.kind === 'ClusterRole' && metadata.name === roleRef.name),
  ]);
}

function permits({ rules = [] }: RoleShape, apiGroup: string, resource: string, verb: string): boolean {
  const has = (list: readonly string[] = [], wanted: string): boolean =>
    list.includes(wanted) || list.includes('*');
  return rules.some(
    ({ apiGroups, resources, verbs }) =>
      has(apiGroups, apiGroup) && has(resources, resource) && has(verbs, verb),
  );
}
