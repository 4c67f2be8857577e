import { type HostPort, hostPort } from './address';

/** Components that the stack runs. */
export const COMPONENTS = [
  'operator',
  'collector',
  'sampler',
  'prometheus',
  'alertmanager',
  'tempo',
  'loki',
  'grafana',
] as const;
export type Component = (typeof COMPONENTS)[number];

/** Name of each component's Service and workload. Gateways are configured with the collector's: it is a public name. */
export const SERVICE_NAMES: Readonly<Record<Component, string>> = {
  operator: 'prometheus-operator',
  collector: 'otel-collector',
  sampler: 'otel-sampler',
  prometheus: 'prometheus',
  alertmanager: 'alertmanager',
  tempo: 'tempo',
  loki: 'loki',
  grafana: 'grafana',
};

/** Every port of the stack by its name, which is also the name of the Service's port. */
export const PORTS = {
  operator: { http: 8080 },
  collector: { 'otlp-grpc': 4317, 'otlp-http': 4318, 'span-metrics': 8889, metrics: 8888, health: 13133 },
  sampler: { 'otlp-grpc': 4317, metrics: 8888, health: 13133 },
  prometheus: { http: 9090 },
  alertmanager: { http: 9093 },
  tempo: { http: 3200, 'otlp-grpc': 4317 },
  loki: { http: 3100 },
  grafana: { http: 3000 },
} as const satisfies Readonly<Record<Component, Readonly<Record<string, number>>>>;

export type PortName<C extends Component> = Extract<keyof (typeof PORTS)[C], string>;

/** Number of a component's port. */
export function port<C extends Component>(component: C, name: PortName<C>): number {
  return PORTS[component][name] as number;
}

/** Address of a component's port in the cluster, e.g. `tempo.observability.svc.cluster.local:4317`. */
export function address<C extends Component>(namespace: string, component: C, name: PortName<C>): HostPort {
  return hostPort(`${SERVICE_NAMES[component]}.${namespace}.svc.cluster.local`, port(component, name));
}

/** Base URL of a component's port in the cluster; TLS comes with the tiers that need it. */
export function serviceUrl<C extends Component>(namespace: string, component: C, name: PortName<C>): string {
  return `http://${address(namespace, component, name)}`;
}
