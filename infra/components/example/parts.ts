import type { EnvVar } from '../../kubernetes/pod';
import { stackOutputs } from '../../model/outputs';
import type { StackModel } from '../../model/stack';

/** A process of the example: one pod from the example's image. */
export interface ExamplePart {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: readonly EnvVar[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  /** What the kubelet asks. */
  readonly health: { readonly path: string; readonly port: string };
}

const GATEWAY_PORT = 8080;
const UPSTREAM_PORT = 8081;
/** Who prints the alerts that it gets. */
export const RECEIVER = { name: 'alert-receiver', port: 8082 } as const;
const TRAFFIC_PORT = 8083;

/** The traffic generator, which all examples share, in the folder that pack.js makes. */
const GENERATOR = 'node_modules/@gatewatch/example-frame/traffic/main.js';

/** Header of responses with the trace id, so that a request can be looked up in Tempo and Loki. */
const TRACE_HEADER = 'x-trace-id';

/**
 * The processes of the example. The gateway is the first that the configuration names.
 * @param otlpEndpoint where the gateway sends to; the collector in the cluster unless given
 */
export function exampleParts(model: StackModel, otlpEndpoint?: string): readonly ExamplePart[] {
  const { config } = model;
  const [gateway] = config.gateways;
  if (gateway === undefined) return [];
  const env = {
    ...stackOutputs(config, otlpEndpoint).preload[gateway.service]?.env,
    GATEWATCH_LOGS_EXPORT: 'true',
    GATEWATCH_TRACE_RESPONSE_HEADER: TRACE_HEADER,
    HOST: '0.0.0.0',
    PORT: String(GATEWAY_PORT),
    UPSTREAM_URL: `http://upstream:${UPSTREAM_PORT}`,
  };
  return [
    {
      name: gateway.service,
      command: ['node', '--require', 'gatewatch/register', 'gateway.js'],
      env: variables(env),
      ports: [
        { name: 'http', containerPort: GATEWAY_PORT },
        { name: gateway.metricsPort, containerPort: gateway.metricsTargetPort },
      ],
      health: { path: '/health/live', port: gateway.metricsPort },
    },
    server('upstream', UPSTREAM_PORT, '/fault'),
    server(RECEIVER.name, RECEIVER.port, '/received'),
    server('traffic', TRAFFIC_PORT, '/ledger', GENERATOR, [
      ...['--plan', 'plan.js'],
      ...['--target', `http://${gateway.service}:${GATEWAY_PORT}`],
      ...['--rate', String(config.example.rate), '--control-port', String(TRAFFIC_PORT)],
    ]),
  ];
}

function server(
  name: string,
  port: number,
  path: string,
  script = `${name}.js`,
  args: readonly string[] = [],
): ExamplePart {
  return {
    name,
    command: ['node', script, ...args],
    env: variables({ HOST: '0.0.0.0', PORT: String(port) }),
    ports: [{ name: 'http', containerPort: port }],
    health: { path, port: 'http' },
  };
}

function variables(env: Readonly<Record<string, string>>): EnvVar[] {
  return Object.entries(env).map(([name, value]) => ({ name, value }));
}
