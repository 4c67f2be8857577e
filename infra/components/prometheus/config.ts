import { GATEWAY_JOB } from '../../../instrumentation/contract';
import type { HostPort } from '../../model/address';
import { durationSeconds } from '../../model/duration';

/** What Prometheus takes from the stack configuration. */
export interface PrometheusSettings {
  /** Value of the target label `environment`. */
  readonly environment: string;
  readonly scrapeInterval: string;
  readonly evaluationInterval: string;
  /** Labels on everything that leaves this Prometheus: alerts, federation, remote write. */
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly retention: { readonly time: string; readonly size?: string };
}

/** Processes of one gateway. */
export interface GatewayTargets {
  /** Value of the target label `service`. */
  readonly service: string;
  readonly targets: readonly HostPort[];
  /** Value of the target label `environment`; the stack's own unless given. */
  readonly environment?: string;
}

/** Scrape jobs for the stack's own binaries. */
export const STACK_JOBS = [
  'collector',
  'span-metrics',
  'prometheus',
  'alertmanager',
  'tempo',
  'loki',
  'grafana',
] as const;
export type StackJob = (typeof STACK_JOBS)[number];

/** Whom Prometheus talks to. */
export interface PrometheusAddresses {
  readonly gateways: readonly GatewayTargets[];
  readonly stack: { readonly [J in StackJob]?: readonly HostPort[] };
  readonly alertmanagers: readonly HostPort[];
}

interface StaticTargets {
  readonly targets: readonly HostPort[];
  readonly labels: Readonly<Record<string, string>>;
}

interface ScrapeConfig {
  readonly job_name: string;
  readonly static_configs: readonly StaticTargets[];
  readonly metric_relabel_configs?: readonly object[];
}

/** prometheus.yml as data. */
export interface PrometheusConfig {
  readonly global: object;
  readonly alerting?: object;
  readonly rule_files: readonly string[];
  readonly scrape_configs: readonly ScrapeConfig[];
}

/**
 * Labels that the collector's exporter adds to name the process that a span came from. Span metrics are summed over
 * the processes of a service, so the first process seen would stand for all: the labels are dropped.
 */
export const SPAN_METRICS_RELABELING = { regex: 'exported_(job|instance)', action: 'labeldrop' } as const;

/** Longest a scrape may take, as a duration; targets are in the same network and small. */
const SCRAPE_TIMEOUT_MAX_SECONDS = 10;

/**
 * prometheus.yml for a stack whose targets are known by address.
 * On Kubernetes the operator writes this file from the custom resources in `resources.ts`.
 * @param ruleFiles paths or globs of rule files, absolute or relative to prometheus.yml
 */
export function prometheusConfig(
  settings: PrometheusSettings,
  addresses: PrometheusAddresses,
  ruleFiles: readonly string[],
): PrometheusConfig {
  return {
    global: {
      scrape_interval: settings.scrapeInterval,
      scrape_timeout: scrapeTimeout(settings.scrapeInterval),
      evaluation_interval: settings.evaluationInterval,
      external_labels: settings.externalLabels,
    },
    ...(addresses.alertmanagers.length === 0
      ? {}
      : { alerting: { alertmanagers: [{ static_configs: [{ targets: addresses.alertmanagers }] }] } }),
    rule_files: ruleFiles,
    scrape_configs: [gatewayJob(settings, addresses.gateways), ...stackJobs(settings, addresses.stack)],
  };
}

function gatewayJob(settings: PrometheusSettings, gateways: readonly GatewayTargets[]): ScrapeConfig {
  return {
    job_name: GATEWAY_JOB,
    static_configs: gateways.map((gateway) => ({
      targets: gateway.targets,
      labels: { service: gateway.service, environment: gateway.environment ?? settings.environment },
    })),
  };
}

function stackJobs(settings: PrometheusSettings, stack: PrometheusAddresses['stack']): ScrapeConfig[] {
  return STACK_JOBS.flatMap((job) => {
    const targets = stack[job];
    if (targets === undefined || targets.length === 0) return [];
    return [
      {
        job_name: job,
        static_configs: [{ targets, labels: { service: job, environment: settings.environment } }],
        ...(job === 'span-metrics' ? { metric_relabel_configs: [SPAN_METRICS_RELABELING] } : {}),
      },
    ];
  });
}

/** The timeout for a scrape interval: never above it, which Prometheus refuses, and at most 10 s. */
export function scrapeTimeout(interval: string): string {
  const seconds = durationSeconds(interval);
  return seconds < SCRAPE_TIMEOUT_MAX_SECONDS ? interval : `${SCRAPE_TIMEOUT_MAX_SECONDS}s`;
}

/** Features that boards and links need: exemplars lead from a panel to a trace. */
export const PROMETHEUS_FEATURES = ['exemplar-storage'] as const;

/** Command-line flags of Prometheus. */
export function prometheusArgs(
  settings: PrometheusSettings,
  files: { readonly config: string; readonly data: string },
  listen: HostPort,
  externalUrl?: string,
): string[] {
  return [
    `--config.file=${files.config}`,
    `--storage.tsdb.path=${files.data}`,
    `--storage.tsdb.retention.time=${settings.retention.time}`,
    ...(settings.retention.size === undefined
      ? []
      : [`--storage.tsdb.retention.size=${settings.retention.size}`]),
    `--web.listen-address=${listen}`,
    ...(externalUrl === undefined ? [] : [`--web.external-url=${externalUrl}`]),
    `--enable-feature=${PROMETHEUS_FEATURES.join(',')}`,
  ];
}
