import type { StackConfig } from '../config/schema';
import type { Labels } from './object';

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly fieldRef: { readonly fieldPath: string } };
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
  readonly periodSeconds: number;
  readonly failureThreshold: number;
  readonly timeoutSeconds: number;
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

export interface Volume {
  readonly name: string;
  readonly configMap?: {
    readonly name: string;
    readonly items?: readonly { readonly key: string; readonly path: string }[];
  };
  readonly secret?: {
    readonly secretName: string;
    readonly items: readonly { readonly key: string; readonly path: string }[];
  };
  readonly emptyDir?: { readonly sizeLimit: string };
}

export interface ResourceRequirements {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly workingDir?: string;
  readonly env?: readonly EnvVar[];
  readonly ports: readonly {
    readonly name: string;
    readonly containerPort: number;
    readonly protocol: 'TCP';
  }[];
  readonly resources: ResourceRequirements;
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly securityContext: typeof CONTAINER_SECURITY;
  readonly volumeMounts: readonly VolumeMount[];
}

export interface PodSpec {
  readonly serviceAccountName: string;
  /** True only for pods that talk to the Kubernetes API. */
  readonly automountServiceAccountToken: boolean;
  readonly priorityClassName: string;
  readonly enableServiceLinks: false;
  readonly securityContext: PodSecurity;
  readonly terminationGracePeriodSeconds: number;
  readonly topologySpreadConstraints?: readonly object[];
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
}

export interface PodTemplate {
  readonly metadata: { readonly labels: Labels; readonly annotations: Labels };
  readonly spec: PodSpec;
}

/** What Pod Security `restricted` asks of a container, and a root file system that cannot be written. */
export const CONTAINER_SECURITY = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
} as const;

/** What Pod Security `restricted` asks of a pod. */
export interface PodSecurity {
  readonly runAsNonRoot: true;
  readonly runAsUser: number;
  readonly runAsGroup: number;
  /** Group that owns the volumes. */
  readonly fsGroup: number;
  readonly fsGroupChangePolicy: 'OnRootMismatch';
  readonly seccompProfile: { readonly type: 'RuntimeDefault' };
}

/** Runs a pod as the user that its image was made for. */
export function podSecurity(user: number): PodSecurity {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: user,
    fsGroup: user,
    // Changing the owner of every file of a large volume at each start would take minutes.
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** Requests and limits of a component. */
export function requirements(share: StackConfig['resources']['collector']): ResourceRequirements {
  return {
    requests: { cpu: share.cpu, memory: share.memory },
    limits: { cpu: share.cpuLimit, memory: share.memory },
  };
}

/** Probes of a container: `startSeconds` for the first start (log replay), then quick to notice, slow to kill. */
export function probes(
  path: string,
  port: string,
  startSeconds: number,
  livePath = path,
): Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'> {
  const probe = (probed: string, periodSeconds: number, failureThreshold: number): Probe => ({
    httpGet: { path: probed, port },
    periodSeconds,
    failureThreshold,
    timeoutSeconds: 3,
  });
  return {
    startupProbe: probe(path, 2, Math.ceil(startSeconds / 2)),
    readinessProbe: probe(path, 5, 3),
    livenessProbe: probe(livePath, 10, 6),
  };
}
