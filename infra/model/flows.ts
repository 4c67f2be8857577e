import { RECEIVER } from '../components/example/parts';
import type { StackConfig } from '../config/schema';
import { type Component, port } from './endpoints';
import { mailPorts } from './receivers';
import { remotePort, remoteWrites } from './remotes';

/** Who takes part in a flow. */
export type Party =
  | { readonly kind: 'component'; readonly component: Component }
  | { readonly kind: 'gateway'; readonly service: string }
  | { readonly kind: 'outside'; readonly name: Outside }
  | { readonly kind: 'remote'; readonly name: string };

/** What lies outside the stack beside the gateways; the configuration says where (`network`). */
export type Outside = 'dns' | 'api-server' | 'receivers' | 'example-receiver' | 'ingress';

export interface FlowPort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

export type Purpose =
  | 'scrape'
  | 'otlp'
  | 'query'
  | 'alert'
  | 'remote-write'
  | 'gossip'
  | 'webhook'
  | 'discovery'
  | 'dns'
  | 'people';

/**
 * Somebody may open connections to somebody. Everything that is not a flow is refused: NetworkPolicies are made from
 * this list, and the wiring proof shows that they allow it and nothing else.
 */
export interface Flow {
  readonly from: Party;
  readonly to: Party;
  /** Ports of the pods that are talked to, not of their Services. */
  readonly ports: readonly FlowPort[];
  readonly purpose: Purpose;
  readonly why: string;
}

/** Ports at which clusters serve their API: that of the Service and that of the server behind it. */
const API_SERVER_PORTS = [443, 6443];
const DNS_PORT = 53;
/** Port at which Alertmanagers tell each other what was notified; the operator sets it. */
export const MESH_PORT = 9094;

/** Ports of the stack that Prometheus scrapes. The kubelet alone asks for health. */
const SCRAPED: readonly (readonly [Component, number])[] = [
  ['operator', port('operator', 'http')],
  ['collector', port('collector', 'metrics')],
  ['collector', port('collector', 'span-metrics')],
  ['sampler', port('sampler', 'metrics')],
  ['prometheus', port('prometheus', 'http')],
  ['alertmanager', port('alertmanager', 'http')],
  ['tempo', port('tempo', 'http')],
  ['loki', port('loki', 'http')],
  ['grafana', port('grafana', 'http')],
];

/** Components that look up names; the others only answer. */
const LOOK_UP_NAMES: readonly Component[] = ['collector', 'sampler', 'prometheus', 'alertmanager', 'grafana'];

/** Backends that Grafana reads. */
const READ_BY_GRAFANA = ['prometheus', 'tempo', 'loki', 'alertmanager'] as const;

const component = (name: Component): Party => ({ kind: 'component', component: name });
const outside = (name: Outside): Party => ({ kind: 'outside', name });
const tcp = (...ports: readonly number[]): FlowPort[] => ports.map((at) => ({ port: at, protocol: 'TCP' }));
const both = (at: number): FlowPort[] => [
  { port: at, protocol: 'TCP' },
  { port: at, protocol: 'UDP' },
];

/** False for a component that the stack leaves to the cluster, or that it does not need. */
export function runs({ operator, replicas }: StackConfig, name: Component): boolean {
  if (name === 'sampler') return replicas.collector > 1;
  return name !== 'operator' || operator.run;
}

/** Every flow of a stack. Probes are none: the kubelet of a pod's own node always gets through. */
export function flowsOf(config: StackConfig): readonly Flow[] {
  return [
    ...config.gateways.flatMap(gatewayFlows),
    ...SCRAPED.filter(([target]) => runs(config, target)).map(([target, at]) => ({
      from: component('prometheus'),
      to: component(target),
      ports: tcp(at),
      purpose: 'scrape' as const,
      why: `Prometheus scrapes ${target}`,
    })),
    ...backendFlows(config),
    ...alertFlows(config),
    ...READ_BY_GRAFANA.map((backend) => ({
      from: component('grafana'),
      to: component(backend),
      ports: tcp(port(backend, 'http')),
      purpose: 'query' as const,
      why: `Grafana reads ${backend}`,
    })),
    ...remoteWrites(config).map((remote) => ({
      from: component('prometheus'),
      to: { kind: 'remote' as const, name: remote.name },
      ports: tcp(remotePort(remote)),
      purpose: 'remote-write' as const,
      why: `Prometheus sends samples on (${remote.name})`,
    })),
    ...outsideFlows(config),
  ];
}

function gatewayFlows({ service, metricsTargetPort }: StackConfig['gateways'][number]): Flow[] {
  const gateway: Party = { kind: 'gateway', service };
  return [
    {
      from: component('prometheus'),
      to: gateway,
      ports: tcp(metricsTargetPort),
      purpose: 'scrape',
      why: `Prometheus scrapes the gateway ${service}`,
    },
    {
      from: gateway,
      to: component('collector'),
      ports: tcp(port('collector', 'otlp-grpc'), port('collector', 'otlp-http')),
      purpose: 'otlp',
      why: `the gateway ${service} sends traces and logs`,
    },
  ];
}

function backendFlows(config: StackConfig): Flow[] {
  const tiers = runs(config, 'sampler');
  const handedOn: Flow = {
    from: component('collector'),
    to: component('sampler'),
    ports: tcp(port('sampler', 'otlp-grpc')),
    purpose: 'otlp',
    why: 'the collectors hand spans to the one that decides about their trace',
  };
  return [
    ...(tiers ? [handedOn] : []),
    {
      from: component(tiers ? 'sampler' : 'collector'),
      to: component('tempo'),
      ports: tcp(port('tempo', 'otlp-grpc')),
      purpose: 'otlp',
      why: 'the collector stores traces',
    },
    {
      from: component('collector'),
      to: component('loki'),
      ports: tcp(port('loki', 'http')),
      purpose: 'otlp',
      why: 'the collector stores logs',
    },
  ];
}

function alertFlows(config: StackConfig): Flow[] {
  const { replicas, network, example } = config;
  const toExample: Flow = {
    from: component('alertmanager'),
    to: outside('example-receiver'),
    ports: tcp(RECEIVER.port),
    purpose: 'webhook',
    why: 'Alertmanager notifies the receiver of the example',
  };
  const gossip: Flow = {
    from: component('alertmanager'),
    to: component('alertmanager'),
    ports: both(MESH_PORT),
    purpose: 'gossip',
    why: 'Alertmanagers tell each other what was notified',
  };
  return [
    {
      from: component('prometheus'),
      to: component('alertmanager'),
      ports: tcp(port('alertmanager', 'http')),
      purpose: 'alert',
      why: 'Prometheus sends alerts',
    },
    ...(replicas.alertmanager > 1 ? [gossip] : []),
    {
      from: component('alertmanager'),
      to: outside('receivers'),
      ports: tcp(...new Set([network.receiverPort, ...mailPorts(config)])),
      purpose: 'webhook',
      why: 'Alertmanager notifies receivers',
    },
    ...(example.run ? [toExample] : []),
  ];
}

function outsideFlows(config: StackConfig): Flow[] {
  const { network } = config;
  const operatorToApi: Flow = {
    from: component('operator'),
    to: outside('api-server'),
    ports: tcp(...API_SERVER_PORTS),
    purpose: 'discovery',
    why: 'the operator reads what is wanted and makes it',
  };
  const people: Flow = {
    from: outside('ingress'),
    to: component('grafana'),
    ports: tcp(port('grafana', 'http')),
    purpose: 'people',
    why: 'people look at boards',
  };
  return [
    ...(network.ingress === undefined ? [] : [people]),
    {
      from: component('prometheus'),
      to: outside('api-server'),
      ports: tcp(...API_SERVER_PORTS),
      purpose: 'discovery',
      why: 'Prometheus finds its targets',
    },
    ...(runs(config, 'operator') ? [operatorToApi] : []),
    ...LOOK_UP_NAMES.filter((name) => runs(config, name)).map((name) => ({
      from: component(name),
      to: outside('dns'),
      ports: both(DNS_PORT),
      purpose: 'dns' as const,
      why: `${name} looks up names`,
    })),
  ];
}
