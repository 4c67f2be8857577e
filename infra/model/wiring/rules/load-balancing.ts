import { nameOf, type Pods } from '../cluster';
import type { WiringContext, WiringRule } from '../context';
import { documentOf, mountedFiles } from '../documents';
import { finding, type Finding } from '../finding';
import { podsBehind } from '../monitored';
import { verdict } from '../network';

interface Balancer {
  readonly resolver?: { readonly dns?: { readonly hostname?: string; readonly port?: string } };
}

const NAME = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?$/;

/** A collector that spreads spans over others finds each of them by one name, and may connect to all. */
export const loadBalancing: WiringRule = (context) =>
  context.cluster.pods.flatMap((pods) =>
    mountedFiles(context.cluster, pods).flatMap(({ object, key, text = '' }) => {
      if (text.startsWith('{')) return [];
      const { exporters } = (documentOf(text) ?? {}) as {
        readonly exporters?: Readonly<Record<string, Balancer>>;
      };
      return Object.entries(exporters ?? {}).flatMap(([exporter, { resolver }]) =>
        resolver?.dns === undefined
          ? []
          : check(context, pods, `${object} ${key}`, `exporters.${exporter}.resolver.dns`, resolver.dns),
      );
    }),
  );

function check(
  { cluster }: WiringContext,
  from: Pods,
  object: string,
  field: string,
  { hostname = '', port = '4317' }: NonNullable<NonNullable<Balancer['resolver']>['dns']>,
): Finding[] {
  const [, name, namespace] = NAME.exec(hostname) ?? [];
  const service = cluster.services.find(
    ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
  );
  if (service === undefined) {
    const there = cluster.services.map(({ metadata }) => `${metadata.name}.${metadata.namespace ?? ''}.svc`);
    return [finding(object, `${field}.hostname`, hostname, 'the name of a Service', there)];
  }
  const behind = podsBehind(cluster, service);
  const headless =
    service.spec?.clusterIP === 'None'
      ? []
      : [
          finding(
            nameOf(service),
            'spec.clusterIP',
            service.spec?.clusterIP,
            `None: ${object} has to see the address of every pod behind it`,
          ),
        ];
  const empty =
    behind.length > 0
      ? []
      : [finding(nameOf(service), 'spec.selector', service.spec?.selector, 'labels of pods')];
  return [
    ...headless,
    ...empty,
    ...behind.flatMap((to) => reached(cluster, from, to, object, `${field}.port`, port)),
  ];
}

function reached(
  cluster: WiringContext['cluster'],
  from: Pods,
  to: Pods,
  object: string,
  field: string,
  port: string,
): Finding[] {
  const wanted = { port: Number(port), protocol: 'TCP' };
  // Addresses behind a name are those of pods: no Service translates the port.
  if (!to.ports.some(({ containerPort }) => containerPort === wanted.port)) {
    const there = to.ports.map(({ containerPort, name = '' }) => `${containerPort} (${name})`);
    return [finding(object, field, port, `a container port of ${to.owner}`, there)];
  }
  return (['egress', 'ingress'] as const).flatMap((direction) => {
    const { allowed, because } = verdict(cluster, direction, from, to, wanted);
    const expected = `NetworkPolicies that let ${from.owner} connect to ${to.owner} (${direction}); ${because()}`;
    return allowed ? [] : [finding(object, field, port, expected)];
  });
}
