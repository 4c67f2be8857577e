import { type HostPort, hostPort } from './address';
import { type Component, port, SERVICE_NAMES } from './endpoints';

/** Where the stores of a stack answer, as its other parts reach them. */
export interface Backends {
  /** Tempo's OTLP receiver. */
  readonly traces: HostPort;
  /** Base URLs. */
  readonly tempo: string;
  readonly loki: string;
  readonly prometheus: string;
  readonly alertmanager: string;
}

/** The host under which a component answers. */
export type HostOf = (component: Component) => string;

/** Names of the cluster's DNS. */
export function clusterHosts(namespace: string): HostOf {
  return (component) => `${SERVICE_NAMES[component]}.${namespace}.svc.cluster.local`;
}

/** Names of containers on one network. */
export const containerHosts: HostOf = (component) => SERVICE_NAMES[component];

/** The stores where components answer under those names. */
export function backendsAt(hostOf: HostOf): Backends {
  const url = (component: 'tempo' | 'loki' | 'prometheus' | 'alertmanager'): string =>
    `http://${hostPort(hostOf(component), port(component, 'http'))}`;
  return {
    traces: hostPort(hostOf('tempo'), port('tempo', 'otlp-grpc')),
    tempo: url('tempo'),
    loki: url('loki'),
    prometheus: url('prometheus'),
    alertmanager: url('alertmanager'),
  };
}
