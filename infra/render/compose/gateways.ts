import { exampleParts } from '../../components/example/parts';
import { ADMIN_PORT, gatewayParts, LIVE_PATH, TOKEN_FILE } from '../../components/gateways/parts';
import type { GatewayTargets } from '../../components/prometheus/config';
import { hostPort } from '../../model/address';
import { containerHosts } from '../../model/backends';
import { port } from '../../model/endpoints';
import type { StackModel } from '../../model/stack';
import { mountedSecret, PROMETHEUS_SECRETS_DIR } from './secrets';
import {
  type ComposeService,
  confined,
  type HealthCheck,
  healthCheck,
  literal,
  literals,
  publishedInRange,
} from './service';

/** Where gateways on the same networks send to. */
const OTLP_ENDPOINT = `http://${hostPort(containerHosts('collector'), port('collector', 'otlp-grpc'))}`;

/** The machine that the containers run on, for gateways that run beside the stack. */
export const MACHINE = 'host.docker.internal';

/** The gateways that the stack runs, and the example with what is behind it. */
export function gatewayServices(model: StackModel): Record<string, ComposeService> {
  return { ...example(model), ...workloads(model) };
}

/** Gateways as Prometheus finds them: replicas of a service by its name, others on this machine. */
export function composeGatewayTargets({ config }: StackModel): readonly GatewayTargets[] {
  return config.gateways.map((gateway, index) => {
    const { service, metricsTargetPort, metricsToken, workload } = gateway;
    const runsHere = workload !== undefined || (index === 0 && config.example.run);
    return {
      service,
      targets: [hostPort(runsHere ? service : MACHINE, metricsTargetPort)],
      ...(runsHere ? { resolved: true as const } : {}),
      ...(metricsToken === undefined
        ? {}
        : { tokenFile: `${PROMETHEUS_SECRETS_DIR}/${metricsToken.secret}/${metricsToken.key}` }),
    };
  });
}

function workloads(model: StackModel): Record<string, ComposeService> {
  return Object.fromEntries(
    gatewayParts(model, OTLP_ENDPOINT).map(({ gateway, workload, env }) => [
      gateway.service,
      {
        image: workload.image,
        environment: literals(env),
        ports: [publishedInRange(workload.port)],
        ...(gateway.metricsToken === undefined
          ? {}
          : {
              secrets: [mountedSecret(gateway.metricsToken, `${TOKEN_FILE.directory}/${TOKEN_FILE.name}`)],
            }),
        healthcheck: answers(ADMIN_PORT, LIVE_PATH),
        ...(workload.replicas > 1 ? { scale: workload.replicas } : {}),
        networks: ['gateways'] as const,
        ...confined(model.config.resources.gateway),
      },
    ]),
  );
}

function example(model: StackModel): Record<string, ComposeService> {
  const { config } = model;
  if (!config.example.run) return {};
  const [gateway] = config.gateways;
  return Object.fromEntries(
    exampleParts(model, OTLP_ENDPOINT).map((part) => {
      const healthPort = part.ports.find(({ name }) => name === part.health.port)?.containerPort ?? 0;
      const http = part.ports.find(({ name }) => name === 'http')?.containerPort ?? healthPort;
      return [
        part.name,
        {
          image: config.images.example,
          command: part.command.map(literal),
          environment: literals(
            Object.fromEntries(part.env.map(({ name, value = '' }) => [name, value] as const)),
          ),
          ...(part.name === gateway?.service ? { ports: [publishedInRange(http)] } : {}),
          healthcheck: answers(healthPort, part.health.path),
          networks: ['gateways'] as const,
          ...confined(config.resources.example),
        },
      ];
    }),
  );
}

/** A gateway under the preload has Node.js, whatever else its image lacks. */
function answers(port: number, path: string): HealthCheck {
  const script = `fetch("http://127.0.0.1:${port}${path}").then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`;
  return healthCheck(['node', '--eval', script], 20);
}
