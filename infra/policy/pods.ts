import { nameOf } from '../model/wiring/cluster';
import type { ContainerShape, Manifest, PodShape, WorkloadShape } from '../model/wiring/shape';

/** Security of a container as far as rules ask for it. */
export interface ContainerSecurity {
  readonly privileged?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
  readonly seccompProfile?: { readonly type?: string };
}

export interface JudgedContainer extends ContainerShape {
  readonly securityContext?: ContainerSecurity;
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string>>;
    readonly limits?: Readonly<Record<string, string>>;
  };
}

export interface JudgedPod extends Omit<PodShape, 'containers' | 'initContainers'> {
  readonly containers?: readonly JudgedContainer[];
  readonly initContainers?: readonly JudgedContainer[];
  readonly securityContext?: ContainerSecurity;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly enableServiceLinks?: boolean;
}

/** A pod template with the object that holds it. */
export interface Judged {
  readonly owner: string;
  readonly object: Manifest;
  readonly replicas: number;
  readonly pod: JudgedPod;
  /** False for pods whose containers the operator writes. */
  readonly ours: boolean;
}

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'];
const OPERATED = ['Prometheus', 'Alertmanager'];

/** Every pod template of the objects. The specification of an operated object is one, but for its containers. */
export function podsOf(objects: readonly Manifest[]): Judged[] {
  return objects.flatMap((object): Judged[] => {
    const { spec } = object as WorkloadShape;
    const replicas = spec?.replicas ?? 1;
    const owner = nameOf(object);
    if (OPERATED.includes(object.kind)) {
      return [{ owner, object, replicas, pod: (spec ?? {}) as JudgedPod, ours: false }];
    }
    if (!WORKLOADS.includes(object.kind)) return [];
    return [{ owner, object, replicas, pod: (spec?.template?.spec ?? {}) as JudgedPod, ours: true }];
  });
}

/** Every container with its owner in front. */
export function containersOf(
  objects: readonly Manifest[],
): { readonly at: string; readonly container: JudgedContainer; readonly pod: JudgedPod }[] {
  return podsOf(objects).flatMap(({ owner, pod, ours }) =>
    ours
      ? [...(pod.containers ?? []), ...(pod.initContainers ?? [])].map((container) => ({
          at: `${owner}: container ${container.name}`,
          container,
          pod,
        }))
      : [],
  );
}
