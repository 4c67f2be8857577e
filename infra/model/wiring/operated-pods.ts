import { MESH_PORT } from '../flows';
import { PORTS } from '../endpoints';
import type { Pods } from './cluster';
import type { ContainerPort, OperatedShape } from './shape';

/** Port of the operator's sidecar that reloads the configuration. */
const RELOADER: ContainerPort = { name: 'reloader-web', containerPort: 8080, protocol: 'TCP' };

/** What the operator opens on an Alertmanager besides its web port. */
const MESH: readonly ContainerPort[] = [
  { name: 'mesh-tcp', containerPort: MESH_PORT, protocol: 'TCP' },
  { name: 'mesh-udp', containerPort: MESH_PORT, protocol: 'UDP' },
];

/** The pods that the Prometheus operator makes of a Prometheus or Alertmanager object: labels and ports as it sets them. */
export function operatedPods(object: OperatedShape): Pods {
  const { kind, metadata, spec = {} } = object;
  const component = kind === 'Prometheus' ? 'prometheus' : 'alertmanager';
  const web = { name: spec.portName ?? 'web', containerPort: PORTS[component].http, protocol: 'TCP' };
  return {
    owner: `${kind} ${metadata.namespace ?? ''}/${metadata.name}`,
    namespace: metadata.namespace ?? '',
    labels: {
      ...spec.podMetadata?.labels,
      'app.kubernetes.io/name': component,
      'app.kubernetes.io/instance': metadata.name,
      'app.kubernetes.io/managed-by': 'prometheus-operator',
      [component]: metadata.name,
    },
    ports: [web, RELOADER, ...(component === 'alertmanager' ? MESH : [])],
    spec,
    claims: [],
  };
}
