import { nameOf, type Pods } from '../cluster';
import type { WiringContext, WiringRule } from '../context';
import { documentOf, mountedFiles, textsIn } from '../documents';
import { finding, type Finding } from '../finding';
import { containerPort, podsBehind } from '../monitored';
import { verdict } from '../network';

/** A Service by its name in the cluster DNS, with its port. */
const ADDRESS = /([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?:(\d+)/;

/** Every address of a Service in a configuration is one, with that port, and its reader may connect to it. */
export const addresses: WiringRule = (context) => [
  ...context.cluster.pods.flatMap((pods) =>
    mountedFiles(context.cluster, pods).flatMap(({ object, key, text = '' }) =>
      // Boards name data sources, not addresses.
      text.startsWith('{')
        ? []
        : textsIn(documentOf(text)).flatMap((one) =>
            check(context, pods, `${object} ${key}`, one.at, one.text),
          ),
    ),
  ),
  ...alertmanagers(context),
];

function check(
  { cluster }: WiringContext,
  reader: Pods,
  object: string,
  field: string,
  text: string,
): Finding[] {
  const [address, name, namespace, port] = ADDRESS.exec(text) ?? [];
  if (address === undefined) return [];
  const service = cluster.services.find(
    ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
  );
  if (service === undefined) {
    const names = cluster.services.map(({ metadata }) => `${metadata.name}.${metadata.namespace ?? ''}`);
    return [finding(object, field, `${name}.${namespace}`, 'a Service as name.namespace', names)];
  }
  const ports = service.spec?.ports ?? [];
  const used = ports.find((one) => one.port === Number(port));
  if (used === undefined) {
    const expected = `a port of ${nameOf(service)}`;
    return [
      finding(
        object,
        field,
        address,
        expected,
        ports.map((one) => `${one.port} (${one.name ?? ''})`),
      ),
    ];
  }
  return podsBehind(cluster, service).flatMap((target) => {
    const number = containerPort(target, used)?.containerPort;
    if (number === undefined) return [];
    const wanted = { port: number, protocol: 'TCP' };
    return (['egress', 'ingress'] as const).flatMap((direction) => {
      const { allowed, because } = verdict(cluster, direction, reader, target, wanted);
      const expected = `NetworkPolicies that let ${reader.owner} connect (${direction}); ${because()}`;
      return allowed ? [] : [finding(object, field, address, expected)];
    });
  });
}

function alertmanagers({ cluster }: WiringContext): Finding[] {
  return cluster.of('Prometheus').flatMap((prometheus) => {
    const named = prometheus.spec?.alerting?.alertmanagers ?? [];
    if (named.length === 0 && cluster.of('Alertmanager').length > 0) {
      return [
        finding(nameOf(prometheus), 'spec.alerting.alertmanagers', named, 'the Alertmanager of the stack'),
      ];
    }
    return named.flatMap(({ namespace, name, port }, index) => {
      const at = `spec.alerting.alertmanagers[${index}]`;
      const home = namespace ?? prometheus.metadata.namespace;
      const service = cluster.services.find(
        ({ metadata }) => metadata.name === name && metadata.namespace === home,
      );
      if (service === undefined) {
        const names = cluster.services.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`);
        return [
          finding(
            nameOf(prometheus),
            `${at}.name`,
            `${home ?? ''}/${name}`,
            'a Service as namespace/name',
            names,
          ),
        ];
      }
      if (!podsBehind(cluster, service).some(({ owner }) => owner.startsWith('Alertmanager '))) {
        return [finding(nameOf(prometheus), `${at}.name`, name, 'a Service that leads to an Alertmanager')];
      }
      const ports = service.spec?.ports ?? [];
      if (ports.some((one) => one.name === port || one.port === port)) return [];
      const names = ports.flatMap((one) => one.name ?? []);
      return [finding(nameOf(prometheus), `${at}.port`, port, `a port of ${nameOf(service)}`, names)];
    });
  });
}
