import type { Cluster, Pods } from './cluster';
import { selects } from './selector';
import type { ContainerPort, MonitorShape, ServiceShape } from './shape';

/** Services that a monitor selects. */
export function servicesOf(cluster: Cluster, { metadata, spec }: MonitorShape): readonly ServiceShape[] {
  const { any = false, matchNames = [metadata.namespace ?? ''] } = spec?.namespaceSelector ?? {};
  return cluster.services.filter(
    (service) =>
      (any || matchNames.includes(service.metadata.namespace ?? '')) &&
      selects(spec?.selector, service.metadata.labels ?? {}),
  );
}

/** Pods behind a Service. One without a selector has none. */
export function podsBehind(cluster: Cluster, { metadata, spec }: ServiceShape): readonly Pods[] {
  const { selector } = spec ?? {};
  if (selector === undefined || Object.keys(selector).length === 0) return [];
  return cluster.pods.filter(
    ({ namespace, labels, address }) =>
      address === undefined && namespace === metadata.namespace && selects({ matchLabels: selector }, labels),
  );
}

type ServicePort = NonNullable<NonNullable<ServiceShape['spec']>['ports']>[number];

/** The container port that a Service's port leads to on a pod; undefined if there is none. */
export function containerPort(pods: Pods, port: ServicePort): ContainerPort | undefined {
  const target = port.targetPort ?? port.port;
  const protocol = port.protocol ?? 'TCP';
  return pods.ports.find(
    (one) =>
      (typeof target === 'string' ? one.name === target : one.containerPort === target) &&
      (one.protocol ?? 'TCP') === protocol,
  );
}
