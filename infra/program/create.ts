import * as k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { KubernetesObject } from '../kubernetes/object';

/** The classes differ only in the type of their arguments, and our own object types hold those. */
type ResourceClass = new (
  name: string,
  object: never,
  options: pulumi.CustomResourceOptions,
) => pulumi.Resource;

/** Resource classes by kind. */
const CLASSES: Readonly<Record<string, ResourceClass>> = {
  ClusterRole: k8s.rbac.v1.ClusterRole,
  ClusterRoleBinding: k8s.rbac.v1.ClusterRoleBinding,
  ConfigMap: k8s.core.v1.ConfigMap,
  CustomResourceDefinition: k8s.apiextensions.v1.CustomResourceDefinition,
  Deployment: k8s.apps.v1.Deployment,
  Namespace: k8s.core.v1.Namespace,
  NetworkPolicy: k8s.networking.v1.NetworkPolicy,
  PodDisruptionBudget: k8s.policy.v1.PodDisruptionBudget,
  PriorityClass: k8s.scheduling.v1.PriorityClass,
  Role: k8s.rbac.v1.Role,
  RoleBinding: k8s.rbac.v1.RoleBinding,
  Secret: k8s.core.v1.Secret,
  Service: k8s.core.v1.Service,
  ServiceAccount: k8s.core.v1.ServiceAccount,
  StatefulSet: k8s.apps.v1.StatefulSet,
};

/** API group of the Prometheus operator's objects. */
const OPERATOR_GROUP = 'monitoring.coreos.com/';

/**
 * Creates one object. Its logical name says kind, namespace and name, so that it is stable and unique in the stack.
 * @throws Error if there is no class for the kind
 */
export function createObject(
  object: KubernetesObject,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const custom = object.apiVersion.startsWith(OPERATOR_GROUP);
  const Class = custom ? k8s.apiextensions.CustomResource : CLASSES[object.kind];
  if (Class === undefined) {
    throw new Error(`no resource class for ${object.apiVersion} ${object.kind}: add it to CLASSES`);
  }
  return new Class(logicalName(object), awaited(object) as never, options);
}

/** What the operator reports once the pods of an object run; Pulumi would not wait for custom resources otherwise. */
const WAIT_FOR = JSON.stringify(['condition=Available', 'condition=Reconciled']);
const AWAITED: readonly string[] = ['Prometheus', 'Alertmanager'];

function awaited(object: KubernetesObject): KubernetesObject {
  if (!AWAITED.includes(object.kind)) return object;
  const { metadata } = object;
  const annotations = { ...metadata.annotations, 'pulumi.com/waitFor': WAIT_FOR };
  return { ...object, metadata: { ...metadata, annotations } };
}

/** Kind, namespace and name in one. */
export function logicalName({ kind, metadata }: KubernetesObject): string {
  return [kind, metadata.namespace, metadata.name]
    .filter((part) => part !== undefined)
    .join('/')
    .toLowerCase();
}
