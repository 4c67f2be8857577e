import { type Component, PORTS, SERVICE_NAMES } from '../model/endpoints';
import { labelsOf } from './labels';
import type { Labels, Service, ServicePort } from './object';

/** Ports that only the kubelet uses; it reaches the pod without a Service. */
const PROBE_PORTS = ['health'];

/**
 * The Service of a component with its ports of the port table.
 * @param selector labels of the pods; the component's own unless given
 */
export function service(
  component: Component,
  namespace: string,
  selector: Labels = labelsOf(component),
): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: SERVICE_NAMES[component], namespace, labels: labelsOf(component) },
    spec: { type: 'ClusterIP', selector, ports: portNumbers(component).map(servicePort) },
  };
}

/** The same without an address of its own: its name has the addresses of all ready pods. */
export function headlessService(component: Component, namespace: string): Service {
  const { spec, ...rest } = service(component, namespace);
  return { ...rest, spec: { ...spec, clusterIP: 'None' } };
}

/** Ports that a container of the component declares. */
export function containerPorts(component: Component) {
  return Object.entries(PORTS[component]).map(([name, containerPort]) => ({
    name,
    containerPort,
    protocol: 'TCP' as const,
  }));
}

function portNumbers(component: Component): [string, number][] {
  return Object.entries(PORTS[component]).filter(([name]) => !PROBE_PORTS.includes(name));
}

function servicePort([name, port]: [string, number]): ServicePort {
  return {
    name,
    port,
    targetPort: name,
    protocol: 'TCP',
    ...(name.endsWith('grpc') ? { appProtocol: 'kubernetes.io/h2c' } : {}),
  };
}
