import { type Component, SERVICE_NAMES } from '../model/endpoints';
import { labelsOf } from './labels';
import type { PolicyRule, Role, RoleBinding, ServiceAccount } from './object';

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
