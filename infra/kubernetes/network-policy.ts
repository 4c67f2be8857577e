import { RECEIVER } from '../components/example/parts';
import type { StackConfig } from '../config/schema';
import { type Component, SERVICE_NAMES } from '../model/endpoints';
import type { Flow, FlowPort, Party } from '../model/flows';
import { remotesOf } from '../model/remotes';
import { labelsOf, PART_OF } from './labels';
import type { KubernetesObject, Labels } from './object';

export interface PolicyPeer {
  readonly podSelector?: { readonly matchLabels: Labels };
  readonly namespaceSelector?: { readonly matchLabels: Labels };
  readonly ipBlock?: { readonly cidr: string };
}

export interface NetworkPolicy extends KubernetesObject {
  readonly kind: 'NetworkPolicy';
  readonly spec: {
    readonly podSelector: { readonly matchLabels?: Labels };
    readonly policyTypes: readonly ('Ingress' | 'Egress')[];
    readonly ingress?: readonly {
      readonly from: readonly PolicyPeer[];
      readonly ports: readonly FlowPort[];
    }[];
    readonly egress?: readonly { readonly to: readonly PolicyPeer[]; readonly ports: readonly FlowPort[] }[];
  };
}

const NAME_LABEL = 'app.kubernetes.io/name';
const API_VERSION = 'networking.k8s.io/v1';
const BOTH = ['Ingress', 'Egress'] as const;

/** Label that every namespace carries with its own name, set by the API server. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Refuses everything to and from every pod of the namespace, also to pods that somebody adds later. */
export function denyAll(namespace: string): NetworkPolicy {
  return {
    apiVersion: API_VERSION,
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace, labels: PART_OF },
    spec: { podSelector: {}, policyTypes: BOTH },
  };
}

/** Admits a component's flows, in both directions. */
export function networkPolicy(
  config: StackConfig,
  flows: readonly Flow[],
  component: Component,
): NetworkPolicy {
  const isOwn = (party: Party): boolean => party.kind === 'component' && party.component === component;
  const merged = (own: 'from' | 'to', other: 'from' | 'to') =>
    merge(
      flows
        .filter((flow) => isOwn(flow[own]))
        .map((flow) => ({ peers: peers(config, flow[other]), ports: flow.ports })),
    );
  const ingress = merged('to', 'from').map((one) => ({ from: one.peers, ports: one.ports }));
  const egress = merged('from', 'to').map((one) => ({ to: one.peers, ports: one.ports }));
  return {
    apiVersion: API_VERSION,
    kind: 'NetworkPolicy',
    metadata: {
      name: SERVICE_NAMES[component],
      namespace: config.namespace,
      labels: labelsOf(component),
    },
    spec: {
      podSelector: { matchLabels: labelsOf(component) },
      policyTypes: BOTH,
      ...(ingress.length === 0 ? {} : { ingress }),
      ...(egress.length === 0 ? {} : { egress }),
    },
  };
}

interface Admission {
  readonly peers: readonly PolicyPeer[];
  readonly ports: readonly FlowPort[];
}

/** One rule for each peer, with the ports of all its flows. */
function merge(admissions: readonly Admission[]): Admission[] {
  const merged = new Map<string, Admission>();
  for (const { peers, ports } of admissions) {
    const key = JSON.stringify(peers);
    const before = merged.get(key)?.ports ?? [];
    const added = ports.filter(
      (one) => !before.some(({ port, protocol }) => port === one.port && protocol === one.protocol),
    );
    merged.set(key, { peers, ports: [...before, ...added] });
  }
  return [...merged.values()];
}

/** Who a party is to a NetworkPolicy of the stack's namespace. */
function peers(config: StackConfig, party: Party): PolicyPeer[] {
  if (party.kind === 'component') return [{ podSelector: { matchLabels: labelsOf(party.component) } }];
  if (party.kind === 'gateway') {
    return config.gateways
      .filter(({ service }) => service === party.service)
      .map(({ namespace, selector, pods }) => elsewhere(namespace, pods ?? selector));
  }
  if (party.kind === 'remote') {
    return remotesOf(config)
      .filter(({ name }) => name === party.name)
      .flatMap(({ pods, addresses }) =>
        pods === undefined ? ranges(addresses) : [elsewhere(pods.namespace, pods.labels)],
      );
  }
  const { dns, ingress, apiServer, receivers } = config.network;
  switch (party.name) {
    case 'dns':
      return [elsewhere(dns.namespace, dns.pods)];
    case 'example-receiver':
      return config.gateways
        .slice(0, 1)
        .map(({ namespace }) => elsewhere(namespace, { [NAME_LABEL]: RECEIVER.name }));
    case 'ingress':
      return ingress === undefined ? [] : [elsewhere(ingress.namespace, ingress.pods)];
    case 'api-server':
      return ranges(apiServer);
    case 'receivers':
      return ranges(receivers);
  }
}

function ranges(cidrs: readonly string[]): PolicyPeer[] {
  return cidrs.map((cidr) => ({ ipBlock: { cidr } }));
}

function elsewhere(namespace: string, pods: Labels): PolicyPeer {
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: namespace } },
    podSelector: { matchLabels: pods },
  };
}
