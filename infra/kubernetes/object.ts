/**
 * Kubernetes objects as plain data. The Pulumi program creates them and `npm run render` writes them, so there is one
 * definition; the types cover what this project uses, so that a misspelt field does not compile.
 */

export type Labels = Readonly<Record<string, string>>;

export interface Metadata {
  readonly name: string;
  /** Left out for cluster-scoped objects only. */
  readonly namespace?: string;
  readonly labels: Labels;
  readonly annotations?: Labels;
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

export interface ServiceAccount extends KubernetesObject {
  readonly kind: 'ServiceAccount';
  readonly automountServiceAccountToken: boolean;
}

export interface ConfigMap extends KubernetesObject {
  readonly kind: 'ConfigMap';
  readonly data: Readonly<Record<string, string>>;
}

/** A Secret as the operator wants it; what we put there holds references to files, never a secret. */
export interface Secret extends KubernetesObject {
  readonly kind: 'Secret';
  readonly type: 'Opaque';
  readonly stringData: Readonly<Record<string, string>>;
}

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: string;
  readonly protocol: 'TCP';
  readonly appProtocol?: string;
}

export interface Service extends KubernetesObject {
  readonly kind: 'Service';
  readonly spec: {
    readonly type: 'ClusterIP';
    /** `None`: the name has the addresses of all ready pods. */
    readonly clusterIP?: 'None';
    readonly selector: Labels;
    readonly ports: readonly ServicePort[];
  };
}

export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface Role extends KubernetesObject {
  readonly kind: 'Role';
  readonly rules: readonly PolicyRule[];
}

export interface RoleBinding extends KubernetesObject {
  readonly kind: 'RoleBinding';
  readonly roleRef: {
    readonly apiGroup: 'rbac.authorization.k8s.io';
    readonly kind: 'Role';
    readonly name: string;
  };
  readonly subjects: readonly {
    readonly kind: 'ServiceAccount';
    readonly name: string;
    readonly namespace: string;
  }[];
}

export interface ClusterRole extends KubernetesObject {
  readonly kind: 'ClusterRole';
  readonly rules: readonly PolicyRule[];
}

export interface ClusterRoleBinding extends KubernetesObject {
  readonly kind: 'ClusterRoleBinding';
  readonly roleRef: {
    readonly apiGroup: 'rbac.authorization.k8s.io';
    readonly kind: 'ClusterRole';
    readonly name: string;
  };
  readonly subjects: RoleBinding['subjects'];
}

export interface PodDisruptionBudget extends KubernetesObject {
  readonly kind: 'PodDisruptionBudget';
  readonly spec: {
    readonly maxUnavailable: number;
    readonly unhealthyPodEvictionPolicy: 'AlwaysAllow';
    readonly selector: { readonly matchLabels: Labels };
  };
}
