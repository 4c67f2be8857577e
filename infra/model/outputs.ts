import type { StackConfig } from '../config/schema';
import { serviceUrl } from './endpoints';

/** What others need to know of a stack. */
export interface StackOutputs {
  /** `OTEL_EXPORTER_OTLP_ENDPOINT` of the gateways: OTLP over gRPC. */
  readonly otlpEndpoint: string;
  /** Where people reach Grafana. */
  readonly grafanaUrl: string;
  /** Inside the cluster. */
  readonly prometheusUrl: string;
  /** Inside the cluster. */
  readonly alertmanagerUrl: string;
  /** How each gateway is started: environment and command, by service. */
  readonly preload: Readonly<Record<string, Preload>>;
}

export interface Preload {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The outputs of a stack.
 * @param otlpEndpoint where gateways send to; the collector in the cluster unless given
 */
export function stackOutputs(
  config: StackConfig,
  otlpEndpoint = serviceUrl(config.namespace, 'collector', 'otlp-grpc'),
): StackOutputs {
  const { namespace } = config;
  return {
    otlpEndpoint,
    grafanaUrl: config.grafanaUrl,
    prometheusUrl: serviceUrl(namespace, 'prometheus', 'http'),
    alertmanagerUrl: serviceUrl(namespace, 'alertmanager', 'http'),
    preload: Object.fromEntries(
      config.gateways.map(({ service }) => [service, preload(config, service, otlpEndpoint)]),
    ),
  };
}

function preload(config: StackConfig, service: string, otlpEndpoint: string): Preload {
  return {
    command: 'node --require gatewatch/register gateway.js',
    env: {
      // Without a token other machines get no more than this anyway; said here, it is no degraded health.
      GATEWATCH_ADMIN_CONTROL: 'false',
      // The kubelet and Prometheus come from outside the pod, so the loopback default would not do.
      GATEWATCH_ADMIN_HOST: '0.0.0.0',
      GATEWATCH_PRESET: config.preset,
      OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_RESOURCE_ATTRIBUTES: `deployment.environment.name=${config.environment}`,
      OTEL_SERVICE_NAME: service,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: String(config.sampling.head),
    },
  };
}
