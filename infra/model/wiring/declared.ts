import type { StackConfig } from '../../config/schema';
import { firstAddress } from './address-range';
import { flowsOf } from '../flows';
import { type Remote, remotePort, remotesOf } from '../remotes';
import { remoteWriteSecrets } from '../needed-secrets';
import { receiverSecretKeys } from '../receivers';
import { type Declared, namespaceLabels, type Pods } from './cluster';
import type { ContainerPort } from './shape';

/** Addresses that belong to nobody (RFC 5737): they stand for the rest of the world. */
const ELSEWHERE = '198.51.100.7';

const WEB = { name: 'web', containerPort: 8080, protocol: 'TCP' };

/** What the configuration declares to be there beside the stack, with strangers to whom nobody should talk. */
export function declaredOf(config: StackConfig): Declared {
  const { network, gateways, namespace } = config;
  const elsewhere = [
    network.dns.namespace,
    ...(network.ingress === undefined ? [] : [network.ingress.namespace]),
    ...gateways.map((gateway) => gateway.namespace),
    ...remotesOf(config).flatMap(({ pods }) => (pods === undefined ? [] : [pods.namespace])),
    'strangers',
  ];
  return {
    namespaces: Object.fromEntries(elsewhere.map((name) => [name, namespaceLabels({ name })])),
    services: gateways.map((gateway) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: gateway.service, namespace: gateway.namespace, labels: gateway.selector },
      spec: {
        selector: gateway.pods ?? gateway.selector,
        ports: [
          {
            name: gateway.metricsPort,
            port: gateway.metricsTargetPort,
            targetPort: gateway.metricsTargetPort,
          },
        ],
      },
    })),
    pods: [
      ...gateways.map(gatewayPods),
      ...outsidePods(config),
      ...remotesOf(config).map(remotePods),
      ...[...new Set([namespace, ...elsewhere])].map((place) => stranger(place, anyPort(config))),
      at('an address outside the cluster', ELSEWHERE),
    ],
    secrets: secretKeys(config),
  };
}

/** What stands for a gateway in messages. */
function gatewayOwner(service: string): string {
  return `gateway ${service}`;
}

/** What stands for others outside in messages. */
export const OUTSIDE_OWNERS = {
  dns: 'the cluster DNS',
  ingress: 'the ingress controller',
  'api-server': 'the API server',
  receivers: 'the receivers of alerts',
} as const;

function gatewayPods(gateway: StackConfig['gateways'][number]): Pods {
  const metrics = {
    name: gateway.metricsPort,
    containerPort: gateway.metricsTargetPort,
    protocol: 'TCP',
  };
  return {
    owner: gatewayOwner(gateway.service),
    namespace: gateway.namespace,
    labels: gateway.pods ?? gateway.selector,
    ports: [metrics, WEB],
    claims: [],
  };
}

function outsidePods({ network }: StackConfig): Pods[] {
  const { dns, ingress } = network;
  const ports = ['TCP', 'UDP'].map((protocol) => ({ containerPort: 53, protocol }));
  return [
    { owner: OUTSIDE_OWNERS.dns, namespace: dns.namespace, labels: dns.pods, ports, claims: [] },
    ...(ingress === undefined
      ? []
      : [
          {
            owner: OUTSIDE_OWNERS.ingress,
            namespace: ingress.namespace,
            labels: ingress.pods,
            ports: [WEB],
            claims: [],
          },
        ]),
    at(OUTSIDE_OWNERS['api-server'], firstAddress(network.apiServer[0] ?? '')),
    at(OUTSIDE_OWNERS.receivers, firstAddress(network.receivers[0] ?? '')),
  ];
}

function remotePods(remote: Remote): Pods {
  const { name, pods, addresses } = remote;
  if (pods === undefined) return at(name, firstAddress(addresses[0] ?? ''));
  const ports = [{ containerPort: remotePort(remote), protocol: 'TCP' }];
  return { owner: name, namespace: pods.namespace, labels: pods.labels, ports, claims: [] };
}

/** Ports of all flows: a stranger may listen at every one of them. */
function anyPort(config: StackConfig): ContainerPort[] {
  const ports = flowsOf(config).flatMap((flow) => flow.ports);
  const distinct = new Map(ports.map(({ port, protocol }) => [`${port}/${protocol}`, { port, protocol }]));
  return [WEB, ...[...distinct.values()].map(({ port, protocol }) => ({ containerPort: port, protocol }))];
}

/** A pod that no flow names, in a namespace. */
function stranger(namespace: string, ports: readonly ContainerPort[]): Pods {
  return {
    owner: `any other pod of ${namespace}`,
    namespace,
    labels: { app: 'stranger' },
    ports,
    claims: [],
  };
}

function at(owner: string, address: string): Pods {
  const ports = [22, 53, 80, 443, 6443, 8443].map((containerPort) => ({ containerPort, protocol: 'TCP' }));
  return { owner, namespace: '', labels: {}, ports, claims: [], address };
}

function secretKeys(config: StackConfig): Record<string, string[]> {
  const { namespace, grafanaAdmin, gateways } = config;
  const references = [
    ...receiverSecretKeys(config),
    grafanaAdmin,
    ...gateways.flatMap(({ metricsToken }) => (metricsToken === undefined ? [] : [metricsToken])),
    ...remoteWriteSecrets(config).map(({ name, key }) => ({ secret: name, key })),
  ];
  const keys: Record<string, string[]> = {};
  // A gateway that the stack runs reads its token in its own namespace.
  for (const { metricsToken, workload, namespace: own } of gateways) {
    if (metricsToken !== undefined && workload !== undefined) {
      keys[`${own}/${metricsToken.secret}`] = [metricsToken.key];
    }
  }
  for (const { secret, key } of references) (keys[`${namespace}/${secret}`] ??= []).push(key);
  return keys;
}
