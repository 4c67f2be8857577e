import { stackOutputs } from '../../model/outputs';
import { scrapesIn } from '../../model/scrape';
import type { StackConfig } from '../../config/schema';
import type { StackModel } from '../../model/stack';

type Gateway = StackConfig['gateways'][number];

/** A gateway that the stack runs, wherever it runs it. */
export interface GatewayPart {
  readonly gateway: Gateway;
  readonly workload: NonNullable<Gateway['workload']>;
  /** Labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  /** Name of the port that answers for its health. */
  readonly healthPort: string;
  /** Where its metrics are, for whoever discovers targets by the annotations `prometheus.io/…`. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** Port of the preload for health and metrics. */
export const ADMIN_PORT = 9464;
/** Answers while the gateway runs. */
export const LIVE_PATH = '/health/live';
/** File with the admin token of a gateway. */
export const TOKEN_FILE = { directory: '/etc/gatewatch/admin', name: 'token' } as const;

/**
 * The gateways that a stack runs.
 * @param otlpEndpoint where they send to; the collector in the cluster unless given
 */
export function gatewayParts(model: StackModel, otlpEndpoint?: string): readonly GatewayPart[] {
  const { preload } = stackOutputs(model.config, otlpEndpoint);
  return model.config.gateways.flatMap((gateway) => {
    const { workload, selector, pods, service } = gateway;
    if (workload === undefined) return [];
    return [
      {
        gateway,
        workload,
        labels: { ...selector, ...pods },
        env: {
          ...preload[service]?.env,
          PORT: String(workload.port),
          ...(gateway.metricsToken === undefined
            ? {}
            : { GATEWATCH_ADMIN_TOKEN_FILE: `${TOKEN_FILE.directory}/${TOKEN_FILE.name}` }),
          ...workload.env,
        },
        ...ports(gateway, workload.port),
        annotations: annotations(model, gateway),
      },
    ];
  });
}

/** Metrics may be on the gateway's own port, on the admin port, or on one of their own; each port has one name. */
function ports({ metricsPort, metricsTargetPort }: Gateway, port: number) {
  const all = [
    { name: metricsPort, containerPort: metricsTargetPort },
    { name: 'http', containerPort: port },
    { name: 'admin', containerPort: ADMIN_PORT },
  ];
  const distinct = all.filter(
    ({ name, containerPort }, index) =>
      all.findIndex((one) => one.containerPort === containerPort || one.name === name) === index,
  );
  const health = distinct.find(({ containerPort }) => containerPort === ADMIN_PORT);
  return { ports: distinct, healthPort: health?.name ?? 'admin' };
}

function annotations({ config, settings }: StackModel, gateway: Gateway): GatewayPart['annotations'] {
  const [scrape] = scrapesIn(settings.prometheus.gatewayScrapes, config.environment);
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(gateway.metricsTargetPort),
    'prometheus.io/path': scrape?.path ?? '/metrics',
  };
}
