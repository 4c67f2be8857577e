import { operatedPods } from './operated-pods';
import { selects } from './selector';
import type {
  BindingShape,
  ContainerPort,
  DataShape,
  Labels,
  Manifest,
  MonitorShape,
  NetworkPolicyShape,
  OperatedShape,
  PodShape,
  RoleShape,
  ServiceShape,
  WorkloadShape,
} from './shape';

/** Pods that are alike: those of one workload, or of somebody outside the stack. */
export interface Pods {
  /** The object that makes them, or a description of somebody outside, e.g. `gateway gateways/gateway`. */
  readonly owner: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  /** Known for pods of the stack only. */
  readonly spec?: PodShape;
  /** Names of the volumes that each pod has of its own. */
  readonly claims: readonly string[];
  /** Known for those outside that are no pods. */
  readonly address?: string;
}

/** What is not rendered by the stack but has to be there; the stack configuration declares it. */
export interface Declared {
  readonly namespaces: Readonly<Record<string, Labels>>;
  readonly services: readonly ServiceShape[];
  readonly pods: readonly Pods[];
  /** Keys of Secrets by `namespace/name`. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
}

interface Kinds {
  readonly Service: ServiceShape;
  readonly ServiceMonitor: MonitorShape;
  readonly NetworkPolicy: NetworkPolicyShape;
  readonly Role: RoleShape;
  readonly ClusterRole: RoleShape;
  readonly RoleBinding: BindingShape;
  readonly ClusterRoleBinding: BindingShape;
  readonly ConfigMap: DataShape;
  readonly Secret: DataShape;
  readonly ServiceAccount: DataShape;
  readonly Prometheus: OperatedShape;
  readonly Alertmanager: OperatedShape;
  readonly Deployment: WorkloadShape;
  readonly StatefulSet: WorkloadShape;
  readonly DaemonSet: WorkloadShape;
  readonly PodDisruptionBudget: WorkloadShape;
  readonly PriorityClass: Manifest;
  readonly PrometheusRule: Manifest;
  readonly Namespace: Manifest;
}

/** Rendered objects and what was declared beside them, as one cluster that can be asked. */
export interface Cluster {
  readonly objects: readonly Manifest[];
  readonly declared: Declared;
  /** Pods of the stack, then those outside. */
  readonly pods: readonly Pods[];
  readonly services: readonly ServiceShape[];
  readonly namespaces: Readonly<Record<string, Labels>>;
  of<K extends keyof Kinds>(kind: K): readonly Kinds[K][];
}

/** Makes the cluster that would be there once the objects are applied. */
export function clusterOf(objects: readonly Manifest[], declared: Declared): Cluster {
  const byKind = new Map<string, Manifest[]>();
  for (const object of objects) byKind.set(object.kind, [...(byKind.get(object.kind) ?? []), object]);
  const of = <K extends keyof Kinds>(kind: K): readonly Kinds[K][] =>
    (byKind.get(kind) ?? []) as unknown as Kinds[K][];
  const workloads = [...of('Deployment'), ...of('StatefulSet'), ...of('DaemonSet')];
  return {
    objects,
    declared,
    of,
    pods: [
      ...workloads.map(workloadPods),
      ...[...of('Prometheus'), ...of('Alertmanager')].map(operatedPods),
      ...declared.pods.filter(
        (pods) => !workloads.some((workload) => standsFor(workloadPods(workload), pods)),
      ),
    ],
    services: [
      ...of('Service'),
      ...declared.services.filter((one) => !of('Service').some((service) => nameOf(service) === nameOf(one))),
    ],
    namespaces: {
      ...declared.namespaces,
      ...Object.fromEntries(
        of('Namespace').map(({ metadata }) => [metadata.name, namespaceLabels(metadata)] as const),
      ),
    },
  };
}

/** Labels of a namespace, with the one that the API server sets. */
export function namespaceLabels({
  name,
  labels,
}: {
  readonly name: string;
  readonly labels?: Labels;
}): Labels {
  return { ...labels, 'kubernetes.io/metadata.name': name };
}

/** Whether rendered pods are those that were declared: the example is a gateway that the stack runs itself. */
function standsFor(rendered: Pods, { namespace, labels, address }: Pods): boolean {
  return (
    address === undefined &&
    rendered.namespace === namespace &&
    selects({ matchLabels: labels }, rendered.labels)
  );
}

function workloadPods(workload: WorkloadShape): Pods {
  const { template, volumeClaimTemplates = [] } = workload.spec ?? {};
  const spec = template?.spec ?? {};
  return {
    owner: nameOf(workload),
    namespace: workload.metadata.namespace ?? '',
    labels: template?.metadata?.labels ?? {},
    ports: (spec.containers ?? []).flatMap(({ ports = [] }) => ports),
    spec,
    claims: volumeClaimTemplates.map(({ metadata }) => metadata.name),
  };
}

/** Kind, namespace and name of an object. */
export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
