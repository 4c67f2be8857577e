import { GATEWAY_JOB } from '../../instrumentation/contract';
import type { StackJob } from '../components/prometheus/config';
import type { StackConfig } from '../config/schema';
import { type Component, type PortName } from '../model/endpoints';
import { labelsOf, PART_OF } from './labels';
import type { KubernetesObject, Labels } from './object';

interface Relabeling {
  readonly targetLabel?: string;
  readonly replacement?: string;
  readonly regex?: string;
  readonly action?: 'replace' | 'labeldrop';
}

/** The operator's ServiceMonitor, with the fields that this project uses. */
export interface ServiceMonitor extends KubernetesObject {
  readonly kind: 'ServiceMonitor';
  readonly spec: {
    readonly selector: { readonly matchLabels: Labels };
    readonly namespaceSelector: { readonly matchNames: readonly string[] };
    readonly endpoints: readonly {
      readonly port: string;
      readonly path: string;
      readonly relabelings: readonly Relabeling[];
      readonly metricRelabelings?: readonly Relabeling[];
    }[];
  };
}

export type Gateway = StackConfig['gateways'][number];

/** Scrapes a gateway in its own namespace. */
export function gatewayMonitor(config: StackConfig, gateway: Gateway): ServiceMonitor {
  return {
    ...serviceMonitor(`gateway-${gateway.service}`, config.namespace, PART_OF),
    spec: {
      selector: { matchLabels: gateway.selector },
      namespaceSelector: { matchNames: [gateway.namespace] },
      endpoints: [
        {
          port: gateway.metricsPort,
          path: '/metrics',
          relabelings: targetLabels(GATEWAY_JOB, gateway.service, config.environment),
        },
      ],
    },
  };
}

/** Scrapes one port of a component of the stack. */
export function stackMonitor<C extends Component>(
  config: StackConfig,
  component: C,
  job: StackJob,
  port: PortName<C>,
  metricRelabelings?: readonly Relabeling[],
): ServiceMonitor {
  return {
    ...serviceMonitor(job, config.namespace, labelsOf(component)),
    spec: {
      selector: { matchLabels: labelsOf(component) },
      namespaceSelector: { matchNames: [config.namespace] },
      endpoints: [
        {
          port,
          path: '/metrics',
          relabelings: targetLabels(job, job, config.environment),
          ...(metricRelabelings === undefined ? {} : { metricRelabelings }),
        },
      ],
    },
  };
}

function serviceMonitor(name: string, namespace: string, labels: Labels) {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name, namespace, labels },
  } as const;
}

/** The operator would name job and service after the Kubernetes Service; rules and boards know the contract's names. */
function targetLabels(job: string, service: string, environment: string): Relabeling[] {
  return Object.entries({ job, service, environment }).map(([targetLabel, replacement]) => ({
    targetLabel,
    replacement,
    action: 'replace',
  }));
}
