/**
 * What the wiring proof reads of Kubernetes objects. Everything may be missing: the proof is for objects that may be
 * wrong, whoever made them.
 */

export type Labels = Readonly<Record<string, string>>;

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Labels;
  };
}

export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

export interface ServiceShape extends Manifest {
  readonly spec?: {
    readonly selector?: Labels;
    readonly clusterIP?: string;
    readonly ports?: readonly {
      readonly name?: string;
      readonly port: number;
      readonly targetPort?: string | number;
      readonly protocol?: string;
    }[];
  };
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

export interface ProbeShape {
  readonly httpGet?: { readonly path?: string; readonly port?: string | number };
}

export interface ContainerShape {
  readonly name: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: {
      readonly secretKeyRef?: { readonly name: string; readonly key: string };
      readonly configMapKeyRef?: { readonly name: string; readonly key: string };
    };
  }[];
  readonly ports?: readonly ContainerPort[];
  readonly startupProbe?: ProbeShape;
  readonly livenessProbe?: ProbeShape;
  readonly readinessProbe?: ProbeShape;
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

interface Items {
  readonly items?: readonly { readonly key: string; readonly path: string }[];
}

export interface VolumeShape {
  readonly name: string;
  readonly configMap?: Items & { readonly name?: string };
  readonly secret?: Items & { readonly secretName?: string };
  readonly emptyDir?: object;
}

export interface PodShape {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly priorityClassName?: string;
  readonly initContainers?: readonly ContainerShape[];
  readonly containers?: readonly ContainerShape[];
  readonly volumes?: readonly VolumeShape[];
  readonly topologySpreadConstraints?: readonly { readonly labelSelector?: LabelSelector }[];
}

export interface WorkloadShape extends Manifest {
  readonly spec?: {
    readonly replicas?: number;
    readonly serviceName?: string;
    readonly selector?: LabelSelector;
    readonly template?: { readonly metadata?: { readonly labels?: Labels }; readonly spec?: PodShape };
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
  };
}

interface SecretKeyShape {
  readonly name: string;
  readonly key: string;
}

/** The operator's Prometheus and Alertmanager objects. */
export interface OperatedShape extends Manifest {
  readonly spec?: PodShape & {
    readonly replicas?: number;
    readonly portName?: string;
    readonly podMetadata?: { readonly labels?: Labels };
    readonly serviceMonitorSelector?: LabelSelector;
    readonly serviceMonitorNamespaceSelector?: LabelSelector;
    readonly ruleSelector?: LabelSelector;
    readonly ruleNamespaceSelector?: LabelSelector;
    readonly secrets?: readonly string[];
    readonly configSecret?: string;
    readonly remoteWrite?: readonly {
      readonly url: string;
      readonly authorization?: { readonly credentials?: SecretKeyShape };
      readonly basicAuth?: { readonly username?: SecretKeyShape; readonly password?: SecretKeyShape };
    }[];
    readonly alerting?: {
      readonly alertmanagers?: readonly {
        readonly namespace?: string;
        readonly name: string;
        readonly port: string | number;
      }[];
    };
  };
}

export interface MonitorShape extends Manifest {
  readonly spec?: {
    readonly selector?: LabelSelector;
    readonly namespaceSelector?: { readonly any?: boolean; readonly matchNames?: readonly string[] };
    readonly endpoints?: readonly {
      readonly port?: string;
      readonly path?: string;
      readonly authorization?: { readonly credentials?: { readonly name: string; readonly key: string } };
      readonly relabelings?: readonly { readonly targetLabel?: string; readonly replacement?: string }[];
    }[];
  };
}

export interface PolicyPeerShape {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface PolicyRuleShape {
  readonly from?: readonly PolicyPeerShape[];
  readonly to?: readonly PolicyPeerShape[];
  readonly ports?: readonly { readonly port?: number | string; readonly protocol?: string }[];
}

export interface NetworkPolicyShape extends Manifest {
  readonly spec?: {
    readonly podSelector?: LabelSelector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly PolicyRuleShape[];
    readonly egress?: readonly PolicyRuleShape[];
  };
}

export interface RoleShape extends Manifest {
  readonly rules?: readonly {
    readonly apiGroups?: readonly string[];
    readonly resources?: readonly string[];
    readonly verbs?: readonly string[];
  }[];
}

export interface BindingShape extends Manifest {
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly {
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
  }[];
}

export interface DataShape extends Manifest {
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly automountServiceAccountToken?: boolean;
}
