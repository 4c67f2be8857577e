import { join } from 'node:path';
import { allReady, httpReady, type PartSpec, tcpReady } from '../supervisor';
import { LOOPBACK } from '../ports';
import { ROOT } from './layout';
import { type StackPlan, SERVICES } from './plan';

const EXAMPLE = join(ROOT, 'examples', 'express-gateway');

/** What a user would put behind `--require`: the folder of the preload package. */
export const PRELOAD = join(ROOT, 'instrumentation');

/** Response header that carries the trace id, so that a request can be looked up in Tempo and Loki. */
const TRACE_HEADER = 'x-trace-id';

/** Path on the admin port that answers 200 once the preload is up. */
const LIVE_PATH = '/health/live';

/** Name of the part that makes requests. */
export const TRAFFIC = 'traffic';

/** Requests a second. */
export const DEFAULT_RATE = 20;

/**
 * The example: upstream and gateway under the preload, and the traffic that keeps them busy.
 * @param environment further variables of upstream and gateway; they win over the stack's own
 */
export function exampleParts(
  plan: StackPlan,
  rate: number,
  environment: Readonly<Record<string, string>> = {},
): readonly PartSpec[] {
  const { url, ports } = plan;
  return [
    {
      name: 'upstream',
      ...node('upstream.js'),
      env: preloadEnv(plan, SERVICES.upstream, ports['upstream-admin'], {
        PORT: String(ports.upstream),
        ...environment,
      }),
      needs: ['collector'],
      ready: serves(ports.upstream, url['upstream-admin']),
    },
    {
      name: 'gateway',
      ...node('gateway.js'),
      env: preloadEnv(plan, SERVICES.gateway, ports['gateway-admin'], {
        PORT: String(ports.gateway),
        UPSTREAM_URL: url.upstream,
        ...environment,
      }),
      needs: ['upstream'],
      ready: serves(ports.gateway, url['gateway-admin']),
    },
    {
      name: TRAFFIC,
      command: process.execPath,
      args: [
        join(EXAMPLE, 'traffic.js'),
        ...['--target', url.gateway, '--rate', String(rate)],
        ...['--control-port', String(ports.traffic), '--ledger', join(plan.layout.root, 'ledger.json')],
      ],
      env: cleanEnv(),
      needs: ['gateway'],
      ready: httpReady(`${url.traffic}/ledger`),
    },
  ];
}

function node(script: string): Pick<PartSpec, 'command' | 'args'> {
  return { command: process.execPath, args: ['--require', PRELOAD, join(EXAMPLE, script)] };
}

/** Both: the server takes connections, and its admin port answers. */
function serves(port: number, adminUrl: string) {
  return allReady(tcpReady(LOOPBACK, port), httpReady(`${adminUrl}${LIVE_PATH}`));
}

function preloadEnv(
  { url, config }: StackPlan,
  service: string,
  adminPort: number,
  own: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  return {
    ...cleanEnv(),
    GATEWATCH_ENABLED: 'true',
    GATEWATCH_PRESET: config.preset,
    GATEWATCH_ADMIN_PORT: String(adminPort),
    GATEWATCH_TRACE_RESPONSE_HEADER: TRACE_HEADER,
    GATEWATCH_LOGS_EXPORT: 'true',
    OTEL_SERVICE_NAME: service,
    OTEL_RESOURCE_ATTRIBUTES: `deployment.environment.name=${config.environment}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: url['otlp-grpc'],
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: String(config.sampling.head),
    ...own,
  };
}

/** The environment without what would make the example behave otherwise on the machine of whoever exports to elsewhere. */
function cleanEnv(): NodeJS.ProcessEnv {
  const foreign = /^(OTEL_.*|OTLP_ENDPOINT|TRACE_SAMPLE_RATE|NODE_OPTIONS|PORT)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
