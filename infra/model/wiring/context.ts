import { STACK_JOBS } from '../../../instrumentation/contract';
import { RECEIVER } from '../../components/example/parts';
import type { StackConfig } from '../../config/schema';
import { COMPONENTS, type Component, SERVICE_NAMES } from '../endpoints';
import { type Flow, flowsOf, type Outside, type Party, runs } from '../flows';
import { gatewayScrapes, scrapesIn } from '../scrape';
import { stackPreset } from '../preset';
import { remotesOf } from '../remotes';
import { holds } from './address-range';
import { type Cluster, clusterOf, type Pods } from './cluster';
import { declaredOf, OUTSIDE_OWNERS } from './declared';
import type { Finding } from './finding';
import { selects } from './selector';
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
  return {
    cluster,
    config,
    flows: flowsOf(config),
    jobs: [
      ...scrapes.map(({ job }) => job),
      ...STACK_JOBS.filter(
        (job) => job === 'span-metrics' || COMPONENTS.some((name) => name === job && runs(config, name)),
      ),
    ],
    served: (pods) => {
      const component = COMPONENTS.find((name) => owners[name].includes(pods.owner));
      if (component !== undefined) return SERVED[component];
      const gateway = config.gateways.find((one) => isGateway(one, pods));
      if (gateway === undefined) return undefined;
      return { [gateway.metricsPort]: [...scrapes.map(({ path }) => path), ...HEALTH_PATHS] };
    },
    ends: (party) => {
      if (party.kind === 'outside') return outsideEnds(cluster, config, party.name);
      if (party.kind === 'remote') return remoteEnds(cluster, config, party.name);
      return party.kind === 'component'
        ? cluster.pods.filter(({ owner }) => owners[party.component].includes(owner))
        : config.gateways
            .filter(({ service }) => service === party.service)
            .flatMap((gateway) => cluster.pods.filter((pods) => isGateway(gateway, pods)));
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

/** Paths of the preload's health checks; a preset may put its own beside them. */
const HEALTH_PATHS = ['/health', '/health/live', '/health/ready'];

function isGateway(gateway: StackConfig['gateways'][number], { namespace, labels, address }: Pods): boolean {
  return (
    address === undefined &&
    namespace === gateway.namespace &&
    selects({ matchLabels: gateway.pods ?? gateway.selector }, labels)
  );
}

function remoteEnds({ pods }: Cluster, config: StackConfig, name: string): readonly Pods[] {
  return remotesOf(config)
    .filter((remote) => remote.name === name)
    .flatMap((remote) =>
      remote.pods === undefined
        ? within(pods, remote.addresses)
        : pods.filter(
            ({ namespace, labels, address }) =>
              address === undefined &&
              namespace === remote.pods?.namespace &&
              selects({ matchLabels: remote.pods.labels }, labels),
          ),
    );
}

/** Those outside of the cluster in address ranges. */
function within(pods: readonly Pods[], ranges: readonly string[]): readonly Pods[] {
  return pods.filter(({ address }) => address !== undefined && ranges.some((range) => holds(range, address)));
}

/** Address ranges stand for every address in them, pods for themselves. */
function outsideEnds({ pods }: Cluster, { network, gateways }: StackConfig, name: Outside): readonly Pods[] {
  if (name === 'example-receiver') {
    const owner = `Deployment ${gateways[0]?.namespace ?? ''}/${RECEIVER.name}`;
    return pods.filter((one) => one.owner === owner);
  }
  if (name === 'dns' || name === 'ingress') return pods.filter(({ owner }) => owner === OUTSIDE_OWNERS[name]);
  const ranges = name === 'api-server' ? network.apiServer : network.receivers;
  return within(pods, ranges);
}
