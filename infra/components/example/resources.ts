import { PART_OF_EXAMPLE } from '../../kubernetes/labels';
import type { KubernetesObject, Service, ServiceAccount } from '../../kubernetes/object';
import { CONTAINER_SECURITY, podSecurity, type PodSpec, probes, requirements } from '../../kubernetes/pod';
import { priorityClassName } from '../../kubernetes/priority';
import { namedDeployment } from '../../kubernetes/workload';
import type { StackModel } from '../../model/stack';
import { type ExamplePart, exampleParts } from './parts';

/** User of the image. */
const USER = 1000;
const APP_DIR = '/app';
const ACCOUNT = 'gatewatch-example';

/** The example in the namespace of the first gateway; nothing unless it is switched on. */
export function exampleObjects(model: StackModel): KubernetesObject[] {
  const { config } = model;
  const [gateway] = config.gateways;
  if (!config.example.run || gateway === undefined) return [];
  const { namespace } = gateway;
  const account: ServiceAccount = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: ACCOUNT, namespace, labels: PART_OF_EXAMPLE },
    automountServiceAccountToken: false,
  };
  const parts = exampleParts(model).flatMap((part) => {
    const own =
      part.name === gateway.service
        ? { ...gateway.selector, ...gateway.pods }
        : { 'app.kubernetes.io/name': part.name };
    const named = { name: part.name, namespace, labels: { ...own, ...PART_OF_EXAMPLE } };
    return [namedDeployment(named, podSpec(model, part), {}, 'RollingUpdate'), serviceOf(named, part)];
  });
  return [account, ...parts];
}

function serviceOf({ name, namespace, labels }: Parameters<typeof namedDeployment>[0], part: ExamplePart) {
  const service: Service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels },
    spec: {
      type: 'ClusterIP',
      selector: labels,
      ports: part.ports.map(({ name: port, containerPort }) => ({
        name: port,
        port: containerPort,
        targetPort: port,
        protocol: 'TCP',
      })),
    },
  };
  return service;
}

function podSpec({ config }: StackModel, part: ExamplePart): PodSpec {
  const { health } = part;
  return {
    serviceAccountName: ACCOUNT,
    automountServiceAccountToken: false,
    priorityClassName: priorityClassName(config.namespace),
    enableServiceLinks: false,
    securityContext: podSecurity(USER),
    terminationGracePeriodSeconds: 30,
    containers: [
      {
        name: part.name,
        image: config.images.example,
        command: part.command,
        workingDir: APP_DIR,
        env: part.env,
        ports: part.ports.map((port) => ({ ...port, protocol: 'TCP' as const })),
        resources: requirements(config.resources.example),
        ...probes(health.path, health.port, 60),
        securityContext: CONTAINER_SECURITY,
        volumeMounts: [],
      },
    ],
    volumes: [],
  };
}
