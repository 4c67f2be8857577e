import { type Component, SERVICE_NAMES } from '../model/endpoints';
import { labelsOf } from './labels';
import type {
  ClusterRole,
  ClusterRoleBinding,
  PolicyRule,
  Role,
  RoleBinding,
  ServiceAccount,
} from './object';

/**
 * The ServiceAccount of a component.
 * @param usesApi whether its pods talk to the Kubernetes API; only then is a token mounted
 */
export function serviceAccount(component: Component, namespace: string, usesApi = false): ServiceAccount {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: SERVICE_NAMES[component], namespace, labels: labelsOf(component) },
    automountServiceAccountToken: usesApi,
  };
}

/**
 * Lets a component's ServiceAccount do what the rules say in one namespace.
 * @param home namespace of the ServiceAccount
 */
export function grant(
  component: Component,
  home: string,
  namespace: string,
  rules: readonly PolicyRule[],
): readonly [Role, RoleBinding] {
  // Several stacks may watch one namespace, so the name holds whose grant it is.
  const name = `${home}-${SERVICE_NAMES[component]}`;
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const metadata = { name, namespace, labels: labelsOf(component) };
  return [
    { apiVersion, kind: 'Role', metadata, rules },
    {
      apiVersion,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name: SERVICE_NAMES[component], namespace: home }],
    },
  ];
}

/**
 * Lets a component's ServiceAccount do what the rules say in the whole cluster: for what lives in no namespace.
 * @param home namespace of the ServiceAccount
 */
export function clusterGrant(
  component: Component,
  home: string,
  rules: readonly PolicyRule[],
): readonly [ClusterRole, ClusterRoleBinding] {
  const name = `${home}-${SERVICE_NAMES[component]}`;
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const metadata = { name, labels: labelsOf(component) };
  return [
    { apiVersion, kind: 'ClusterRole', metadata, rules },
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name: SERVICE_NAMES[component], namespace: home }],
    },
  ];
}
