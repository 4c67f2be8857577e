import type { Manifest } from '../../model/wiring/shape';
import { type Excluded, misspelt, type Mutant, mutant, type Site, sites, titleOf } from './mutant';

const WORKLOADS = ['Deployment', 'StatefulSet'];

/** Ports that no longer are where they are looked for. */
export function portMutants(objects: readonly Manifest[]): Mutant[] {
  const byName = sites(objects, ['Service'], 'spec/ports/*/name').filter((site) => isNamed(objects, site));
  const byNumber = sites(objects, ['Service'], 'spec/ports/*/port').filter((site) =>
    isNumbered(objects, site),
  );
  const container = 'spec/template/spec/containers/*/ports/*';
  return [
    ...byName.map((site) =>
      mutant('port name', objects, site, misspelt(site.value), [
        `Service observability/${site.object.metadata.name}`,
        String(site.value),
      ]),
    ),
    ...sites(objects, ['ServiceMonitor'], 'spec/endpoints/*/port').map((site) =>
      mutant('port name', objects, site, misspelt(site.value), [
        'ServiceMonitor',
        site.object.metadata.name,
        misspelt(site.value),
      ]),
    ),
    ...sites(objects, WORKLOADS, `${container}/name`).map((site) =>
      mutant('port name', objects, site, misspelt(site.value), [
        site.object.metadata.name,
        String(site.value),
        misspelt(site.value),
      ]),
    ),
    ...sites(objects, ['Service'], 'spec/ports/*/targetPort').map((site) =>
      mutant('target port', objects, site, misspelt(site.value), [
        'Service',
        site.object.metadata.name,
        'targetPort',
        misspelt(site.value),
      ]),
    ),
    ...sites(objects, ['Prometheus', 'Alertmanager'], 'spec/portName').map((site) =>
      mutant('target port', objects, site, misspelt(site.value), [
        'Service',
        'targetPort',
        site.object.kind,
        misspelt(site.value),
      ]),
    ),
    ...byNumber.map((site) =>
      mutant('port number', objects, site, Number(site.value) + 1, [
        site.object.metadata.name,
        String(site.value),
      ]),
    ),
    ...sites(objects, WORKLOADS, `${container}/containerPort`).map((site) =>
      mutant('port number', objects, site, Number(site.value) + 1, [
        site.object.metadata.name,
        String(Number(site.value) + 1),
      ]),
    ),
    ...sites(objects, ['Prometheus'], 'spec/alerting/alertmanagers/*/port').map((site) =>
      mutant('port name', objects, site, misspelt(site.value), [
        'Prometheus',
        'alertmanagers',
        misspelt(site.value),
      ]),
    ),
  ];
}

/** Names and numbers of ports that nothing goes by. */
export function unusedPorts(objects: readonly Manifest[]): Excluded[] {
  return [
    ...sites(objects, ['Service'], 'spec/ports/*/name')
      .filter((site) => !isNamed(objects, site))
      .map((site) => ({
        class: 'port name',
        title: titleOf(site, String(site.value)),
        reason: 'connections go by the number: no monitor and no Prometheus object names this port',
      })),
    ...sites(objects, ['Service'], 'spec/ports/*/port')
      .filter((site) => !isNumbered(objects, site))
      .map((site) => ({
        class: 'port number',
        title: titleOf(site, String(site.value)),
        reason: 'scrapes go by the name of the port: no configuration and no output holds this number',
      })),
  ];
}

function isNamed(objects: readonly Manifest[], { object, value }: Site): boolean {
  const { name } = object.metadata;
  const monitors = objects
    .filter(({ kind, metadata }) => {
      const label = metadata.labels?.['app.kubernetes.io/name'];
      return kind === 'ServiceMonitor' && label === name;
    })
    .map((monitor) => JSON.stringify(monitor));
  return monitors.some((text) => text.includes(`"port":${JSON.stringify(value)}`));
}

/** The ports that the stack announces to gateways, and those in configurations and references of the stack. */
function isNumbered(objects: readonly Manifest[], { object, value }: Site): boolean {
  const { name, namespace = '' } = object.metadata;
  const announced = name === 'otel-collector' && [4317, 4318].includes(Number(value));
  const outputs = ['prometheus', 'alertmanager'].includes(name);
  const address = `${name}.${namespace}.svc.cluster.local:${String(value)}`;
  return announced || outputs || objects.some((one) => JSON.stringify(one).includes(address));
}
