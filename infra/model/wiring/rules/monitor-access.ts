import { nameOf } from '../cluster';
import type { WiringContext, WiringRule } from '../context';
import { finding, type Finding } from '../finding';
import { containerPort, podsBehind, servicesOf } from '../monitored';
import { verdict } from '../network';
import type { MonitorShape } from '../shape';
import { keysOf } from '../secrets';

/** Every scrape gets through the NetworkPolicies, and the Secrets that it needs are there. */
export const monitorAccess: WiringRule = (context) =>
  context.cluster
    .of('ServiceMonitor')
    .flatMap((monitor) => [...refused(context, monitor), ...credentials(context, monitor)]);

function refused({ cluster, ends }: WiringContext, monitor: MonitorShape): Finding[] {
  const scrapers = ends({ kind: 'component', component: 'prometheus' });
  const names = (monitor.spec?.endpoints ?? []).map(({ port }) => port);
  return servicesOf(cluster, monitor).flatMap((service) =>
    (service.spec?.ports ?? [])
      .filter(({ name }) => names.includes(name))
      .flatMap((port) =>
        podsBehind(cluster, service).flatMap((pods) => {
          const target = containerPort(pods, port);
          if (target === undefined) return [];
          const wanted = { port: target.containerPort, protocol: target.protocol ?? 'TCP' };
          return scrapers.flatMap((scraper) =>
            (['egress', 'ingress'] as const).flatMap((direction) => {
              const { allowed, because } = verdict(cluster, direction, scraper, pods, wanted);
              if (allowed) return [];
              return [
                finding(
                  nameOf(monitor),
                  'spec.endpoints',
                  `${pods.owner} port ${wanted.port}`,
                  `NetworkPolicies that let ${scraper.owner} scrape it (${direction}); ${because()}`,
                ),
              ];
            }),
          );
        }),
      ),
  );
}

function credentials({ cluster }: WiringContext, monitor: MonitorShape): Finding[] {
  return (monitor.spec?.endpoints ?? []).flatMap(({ authorization }, index) => {
    const reference = authorization?.credentials;
    if (reference === undefined) return [];
    const at = `spec.endpoints[${index}].authorization.credentials`;
    const keys = keysOf(cluster, 'Secret', monitor.metadata.namespace ?? '', reference.name);
    if (keys === undefined) {
      return [finding(nameOf(monitor), `${at}.name`, reference.name, 'a Secret of its namespace')];
    }
    if (keys.includes(reference.key)) return [];
    return [finding(nameOf(monitor), `${at}.key`, reference.key, `a key of Secret ${reference.name}`, keys)];
  });
}
