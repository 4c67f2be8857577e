import { nameOf } from '../cluster';
import type { WiringContext, WiringRule } from '../context';
import { finding, type Finding } from '../finding';
import { containerPort, podsBehind, servicesOf } from '../monitored';
import type { MonitorShape, ServiceShape } from '../shape';

/** Every monitor selects a Service, and each endpoint is a port of it at which the pods serve the path. */
export const monitorTarget: WiringRule = (context) =>
  context.cluster.of('ServiceMonitor').flatMap((monitor) => {
    const services = servicesOf(context.cluster, monitor);
    if (services.length === 0) return [nothingSelected(context, monitor)];
    return (monitor.spec?.endpoints ?? []).flatMap((endpoint, index) =>
      services.flatMap((service) => endpointProblems(context, monitor, service, endpoint, index)),
    );
  });

function nothingSelected({ cluster }: WiringContext, monitor: MonitorShape): Finding {
  const { namespaceSelector, selector } = monitor.spec ?? {};
  const namespaces = namespaceSelector?.matchNames ?? [];
  const unknown = namespaces.find((name) => cluster.namespaces[name] === undefined);
  if (unknown !== undefined) {
    return finding(
      nameOf(monitor),
      'spec.namespaceSelector.matchNames',
      unknown,
      'a namespace of the stack or of a gateway',
      Object.keys(cluster.namespaces),
    );
  }
  const there = cluster.services.map(
    (service) => `${nameOf(service)} ${JSON.stringify(service.metadata.labels)}`,
  );
  return finding(
    nameOf(monitor),
    'spec.selector',
    selector,
    `labels of a Service in ${namespaces.join(', ')}`,
    there,
  );
}

type Endpoint = NonNullable<NonNullable<MonitorShape['spec']>['endpoints']>[number];

function endpointProblems(
  context: WiringContext,
  monitor: MonitorShape,
  service: ServiceShape,
  endpoint: Endpoint,
  index: number,
): Finding[] {
  const at = `spec.endpoints[${index}]`;
  const ports = service.spec?.ports ?? [];
  const port = ports.find(({ name }) => name === endpoint.port);
  if (port === undefined) {
    const names = ports.flatMap(({ name }) => name ?? []);
    return [
      finding(
        nameOf(monitor),
        `${at}.port`,
        endpoint.port,
        `a port of ${nameOf(service)} by its name`,
        names,
      ),
    ];
  }
  return podsBehind(context.cluster, service).flatMap((pods) => {
    const target = containerPort(pods, port);
    if (target === undefined) return [];
    const served = context.served(pods)?.[target.name ?? ''] ?? [];
    const path = endpoint.path ?? '/metrics';
    if (served.includes(path)) return [];
    return [
      finding(
        nameOf(monitor),
        `${at}.path`,
        path,
        `a path that ${pods.owner} serves at its port ${target.name}`,
        served,
      ),
    ];
  });
}
