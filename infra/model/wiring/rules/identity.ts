import { nameOf } from '../cluster';
import type { WiringRule } from '../context';
import { finding } from '../finding';

/** Accounts that pods run as, Roles and subjects of bindings, and PriorityClasses are there. */
export const identity: WiringRule = ({ cluster }) => {
  const accounts = cluster
    .of('ServiceAccount')
    .map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`);
  const priorities = cluster.of('PriorityClass').map(({ metadata }) => metadata.name);
  return [
    ...cluster.pods.flatMap(({ owner, namespace, spec }) => {
      if (spec === undefined) return [];
      const { serviceAccountName, priorityClassName } = spec;
      const inNamespace = accounts
        .filter((account) => account.startsWith(`${namespace}/`))
        .map((account) => account.slice(namespace.length + 1));
      const expected = `a ServiceAccount of ${namespace}`;
      return [
        ...(inNamespace.includes(serviceAccountName ?? '')
          ? []
          : [finding(owner, 'serviceAccountName', serviceAccountName, expected, inNamespace)]),
        ...(priorityClassName === undefined || priorities.includes(priorityClassName)
          ? []
          : [finding(owner, 'priorityClassName', priorityClassName, 'a PriorityClass', priorities)]),
      ];
    }),
    ...[...cluster.of('RoleBinding'), ...cluster.of('ClusterRoleBinding')].flatMap((binding) => {
      const { roleRef, subjects = [] } = binding;
      const roles =
        roleRef?.kind === 'ClusterRole'
          ? cluster.of('ClusterRole')
          : cluster.of('Role').filter(({ metadata }) => metadata.namespace === binding.metadata.namespace);
      const names = roles.map(({ metadata }) => metadata.name);
      const kind = roleRef?.kind ?? 'Role';
      return [
        ...(names.includes(roleRef?.name ?? '')
          ? []
          : [finding(nameOf(binding), 'roleRef.name', roleRef?.name, `a ${kind} in its reach`, names)]),
        ...subjects.flatMap(({ name, namespace }, index) =>
          accounts.includes(`${namespace ?? ''}/${name}`)
            ? []
            : [
                finding(
                  nameOf(binding),
                  `subjects[${index}]`,
                  `${namespace ?? ''}/${name}`,
                  'a ServiceAccount as namespace/name',
                  accounts,
                ),
              ],
        ),
      ];
    }),
  ];
};
