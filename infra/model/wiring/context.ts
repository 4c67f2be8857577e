import type { StackConfig } from '../../config/schema';
import { COMPONENTS, type Component, SERVICE_NAMES } from '../endpoints';
import { type Flow, flowsOf, type Party, runs } from '../flows';
import { gatewayScrapes, scrapesIn } from '../scrape';
import { STACK_JOBS } from '../../components/prometheus/config';
import { stackPreset } from '../preset';
import { holds } from './address-range';
import { type Cluster, clusterOf, type Pods } from './cluster';
import { declaredOf, gatewayOwner, OUTSIDE_OWNERS } from './declared';
import type { Finding } from './finding';
import { SERVED, type ServedPaths } from './served';
import type { Manifest } from './shape';

/** What rules judge: the cluster as it would be, and what the stack is declared to be. */
export interface WiringContext {
  readonly cluster: Cluster;
  readonly config: StackConfig;
  readonly flows: readonly Flow[];
  /** Values of the target label `job` that rules and boards read. */
  readonly jobs: readonly string[];
  /** Paths by port name that the pods of an owner serve; undefined for pods that nothing is known of. */
  served(owner: Pods): ServedPaths | undefined;
  /** Pods that a party stands for. */
  ends(party: Party): readonly Pods[];
}

/** A rule finds broken edges. It is pure. */
export type WiringRule = (context: WiringContext) => readonly Finding[];

/** The context in which rendered objects are judged. */
export function wiringContext(objects: readonly Manifest[], config: StackConfig): WiringContext {
  const cluster = clusterOf(objects, declaredOf(config));
  const owners = ownersOf(config.namespace);
  const scrapes = scrapesIn(gatewayScrapes(stackPreset(config), config.intervals.scrape), config.environment);
  const gateways = new Set(config.gateways.map(({ service }) => gatewayOwner(service)));
  return {
    cluster,
    config,
    flows: flowsOf(config),
    jobs: [
      ...scrapes.map(({ job }) => job),
      ...STACK_JOBS.filter((job) => job === 'span-metrics' || runs(config, job)),
    ],
    served: ({ owner, ports }) => {
      const component = COMPONENTS.find((name) => owners[name].includes(owner));
      if (component !== undefined) return SERVED[component];
      if (!gateways.has(owner)) return undefined;
      return { [ports[0]?.name ?? '']: scrapes.map(({ path }) => path) };
    },
    ends: (party) => {
      if (party.kind === 'outside') return outsideEnds(cluster, config, party.name);
      const named = party.kind === 'component' ? owners[party.component] : [gatewayOwner(party.service)];
      return cluster.pods.filter(({ owner }) => named.includes(owner));
    },
  };
}

/** Names that the object which makes a component's pods may have, by component. */
function ownersOf(namespace: string): Readonly<Record<Component, readonly string[]>> {
  const names = COMPONENTS.map((component) => {
    const kind =
      component === 'prometheus' ? 'Prometheus' : component === 'alertmanager' ? 'Alertmanager' : '';
    const name = SERVICE_NAMES[component];
    const owners =
      kind === ''
        ? ['Deployment', 'StatefulSet'].map((workload) => `${workload} ${namespace}/${name}`)
        : [`${kind} ${namespace}/gatewatch`];
    return [component, owners] as const;
  });
  return Object.fromEntries(names) as unknown as Record<Component, readonly string[]>;
}

/** Address ranges stand for every address in them, pods for themselves. */
function outsideEnds(
  { pods }: Cluster,
  { network }: StackConfig,
  name: keyof typeof OUTSIDE_OWNERS,
): readonly Pods[] {
  if (name === 'dns' || name === 'ingress') return pods.filter(({ owner }) => owner === OUTSIDE_OWNERS[name]);
  const ranges = name === 'api-server' ? network.apiServer : network.receivers;
  return pods.filter(({ address }) => address !== undefined && ranges.some((range) => holds(range, address)));
}
