import { namedDisruptionBudget } from '../../kubernetes/disruption-budget';
import type { KubernetesObject, Service, ServiceAccount } from '../../kubernetes/object';
import { CONTAINER_SECURITY, podSecurity, type PodSpec, probes, requirements } from '../../kubernetes/pod';
import { priorityClassName } from '../../kubernetes/priority';
import { spread } from '../../kubernetes/spread';
import { type Named, namedDeployment } from '../../kubernetes/workload';
import type { StackModel } from '../../model/stack';
import { type GatewayPart, gatewayParts, LIVE_PATH, TOKEN_FILE } from './parts';

/** A gateway may take this long to start. */
const START_SECONDS = 60;
const STOP_SECONDS = 30;

/** The gateways that the stack runs, each in its own namespace. */
export function gatewaysObjects(model: StackModel): KubernetesObject[] {
  return gatewayParts(model).flatMap((part) => {
    const { gateway, workload, labels, annotations } = part;
    const named: Named = { name: gateway.service, namespace: gateway.namespace, labels };
    const account: ServiceAccount = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: named,
      automountServiceAccountToken: false,
    };
    return [
      account,
      namedDeployment(named, podSpec(model, part), {}, 'RollingUpdate', {
        replicas: workload.replicas,
        annotations,
      }),
      serviceOf(part),
      ...namedDisruptionBudget(named, workload.replicas, labels),
    ];
  });
}

function serviceOf({ gateway, labels, ports }: GatewayPart): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: gateway.service, namespace: gateway.namespace, labels: gateway.selector },
    spec: {
      type: 'ClusterIP',
      selector: labels,
      ports: ports.map(({ name, containerPort }) => ({
        name,
        port: containerPort,
        targetPort: name,
        protocol: 'TCP',
      })),
    },
  };
}

function podSpec({ config }: StackModel, part: GatewayPart): PodSpec {
  const { gateway, workload, labels, env, ports, healthPort } = part;
  const token = gateway.metricsToken;
  return {
    serviceAccountName: gateway.service,
    automountServiceAccountToken: false,
    priorityClassName: priorityClassName(config.namespace),
    enableServiceLinks: false,
    securityContext: podSecurity(workload.user),
    terminationGracePeriodSeconds: STOP_SECONDS,
    ...(workload.replicas > 1 ? { topologySpreadConstraints: spread(labels) } : {}),
    containers: [
      {
        name: gateway.service,
        image: workload.image,
        env: Object.entries(env).map(([name, value]) => ({ name, value })),
        ports: ports.map((port) => ({ ...port, protocol: 'TCP' as const })),
        resources: requirements(config.resources.gateway),
        ...probes(LIVE_PATH, healthPort, START_SECONDS),
        securityContext: CONTAINER_SECURITY,
        volumeMounts:
          token === undefined ? [] : [{ name: 'token', mountPath: TOKEN_FILE.directory, readOnly: true }],
      },
    ],
    volumes:
      token === undefined
        ? []
        : [
            {
              name: 'token',
              secret: { secretName: token.secret, items: [{ key: token.key, path: TOKEN_FILE.name }] },
            },
          ],
  };
}
