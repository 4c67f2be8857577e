import { type ScrapeJob, STACK_JOBS, type StackJob } from '../../../instrumentation/contract';
import { type HostPort, splitHostPort } from '../../model/address';
import { durationSeconds } from '../../model/duration';
import { type GatewayScrape, scrapesIn } from '../../model/scrape';
import { type RemoteWrite, remoteWriteEntry, type SecretFile } from './remote-write';

/** What Prometheus takes from the stack configuration. */
export interface PrometheusSettings {
  /** Value of the target label `environment`. */
  readonly environment: string;
  readonly scrapeInterval: string;
  readonly evaluationInterval: string;
  /** Labels on everything that leaves this Prometheus: alerts, federation, remote write. */
  readonly externalLabels: Readonly<Record<string, string>>;
  readonly retention: { readonly time: string; readonly size?: string };
  /** Stores that samples are sent to as well. */
  readonly remoteWrites: readonly RemoteWrite[];
  /** Scrapes of gateways, of every environment that the preset knows. */
  readonly gatewayScrapes: readonly GatewayScrape[];
  /** Jobs of those scrapes that this stack's gateways come under; rules and boards select by them. */
  readonly gatewayJobs: readonly string[];
  /** True if a metric's own label wins over a target label of the same name. */
  readonly honorLabels: boolean;
  /** Jobs of the preset whose targets are no gateways. */
  readonly otherJobs: readonly (Omit<ScrapeJob, 'interval'> & { readonly interval: string })[];
}

/** Processes of one gateway. */
export interface GatewayTargets {
  /** Value of the target label `service`. */
  readonly service: string;
  readonly targets: readonly HostPort[];
  /** True if the targets are names that stand for several processes each: every address behind a name is scraped. */
  readonly resolved?: true;
  /** Value of the target label `environment`; the stack's own unless given. */
  readonly environment?: string;
  /** File with the admin token, for endpoints that ask for it. */
  readonly tokenFile?: string;
}

/** Whom Prometheus talks to. */
export interface PrometheusAddresses {
  readonly gateways: readonly GatewayTargets[];
  readonly stack: { readonly [J in StackJob]?: readonly HostPort[] };
  /** Targets of the preset's other jobs, by job name; a job without targets is left out. */
  readonly others?: Readonly<Record<string, readonly HostPort[]>>;
  readonly alertmanagers: readonly HostPort[];
}

interface StaticTargets {
  readonly targets: readonly HostPort[];
  readonly labels: Readonly<Record<string, string>>;
}

interface ScrapeConfig {
  readonly job_name: string;
  readonly metrics_path?: string;
  readonly scrape_interval?: string;
  readonly scrape_timeout?: string;
  readonly honor_labels?: true;
  readonly authorization?: { readonly credentials_file: string };
  readonly static_configs?: readonly StaticTargets[];
  readonly dns_sd_configs?: readonly object[];
  readonly relabel_configs?: readonly object[];
  readonly metric_relabel_configs?: readonly object[];
}

/** prometheus.yml as data. */
export interface PrometheusConfig {
  readonly global: object;
  readonly alerting?: object;
  readonly rule_files: readonly string[];
  readonly remote_write?: readonly object[];
  readonly scrape_configs: readonly ScrapeConfig[];
}

/**
 * Labels that the collector's exporter adds to name the process that a span came from. Span metrics are summed over
 * the processes of a service, so the first process seen would stand for all: the labels are dropped.
 */
export const SPAN_METRICS_RELABELING = { regex: 'exported_(job|instance)', action: 'labeldrop' } as const;

/** Path that Prometheus asks unless told otherwise. */
const DEFAULT_PATH = '/metrics';

/** Longest a scrape may take, as a duration; targets are in the same network and small. */
const SCRAPE_TIMEOUT_MAX_SECONDS = 10;

/**
 * prometheus.yml for a stack whose targets are known by address.
 * On Kubernetes the operator writes this file from the custom resources in `resources.ts`.
 * @param ruleFiles paths or globs of rule files, absolute or relative to prometheus.yml
 * @param secretFile where the secrets of remote stores are
 */
export function prometheusConfig(
  settings: PrometheusSettings,
  addresses: PrometheusAddresses,
  ruleFiles: readonly string[],
  secretFile: SecretFile = (secret, key) => `${secret}/${key}`,
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
    ...(settings.remoteWrites.length === 0
      ? {}
      : { remote_write: settings.remoteWrites.map((one) => remoteWriteEntry(one, secretFile)) }),
    scrape_configs: [
      ...settings.gatewayScrapes.flatMap((scrape) => gatewayJob(settings, scrape, addresses.gateways)),
      ...stackJobs(settings, addresses.stack),
      ...otherJobs(settings, addresses.others ?? {}),
    ],
  };
}

/** The job of a scrape with those gateways that it is for; none if there are none. */
function gatewayJob(
  settings: PrometheusSettings,
  scrape: GatewayScrape,
  gateways: readonly GatewayTargets[],
): ScrapeConfig[] {
  const environmentOf = (gateway: GatewayTargets): string => gateway.environment ?? settings.environment;
  const own = gateways.filter((one) =>
    scrapesIn(settings.gatewayScrapes, environmentOf(one)).includes(scrape),
  );
  if (own.length === 0) return [];
  const tokenFile = own.find((gateway) => gateway.tokenFile !== undefined)?.tokenFile;
  return [
    {
      job_name: scrape.job,
      ...(scrape.path === DEFAULT_PATH ? {} : { metrics_path: scrape.path }),
      ...pace(settings, scrape.interval),
      ...(settings.honorLabels ? { honor_labels: true } : {}),
      ...(scrape.needsToken && tokenFile !== undefined
        ? { authorization: { credentials_file: tokenFile } }
        : {}),
      ...targetsOf(own, (gateway) => ({
        ...scrape.labels,
        service: gateway.service,
        environment: environmentOf(gateway),
      })),
    },
  ];
}

/** How often a name is resolved again: a replica that is added is seen within this time. */
const RESOLVE_INTERVAL = '15s';

/** Targets with their labels. Addresses behind a name get them by relabelling, as their number is not known. */
function targetsOf(
  gateways: readonly GatewayTargets[],
  labelsOf: (gateway: GatewayTargets) => Readonly<Record<string, string>>,
): Pick<ScrapeConfig, 'static_configs' | 'dns_sd_configs' | 'relabel_configs'> {
  const fixed = gateways.filter(({ resolved }) => resolved !== true);
  const named = gateways.filter(({ resolved }) => resolved === true);
  const names = named.flatMap((gateway) =>
    gateway.targets.map((target) => ({ gateway, ...splitHostPort(target) })),
  );
  return {
    ...(fixed.length === 0
      ? {}
      : {
          static_configs: fixed.map((gateway) => ({ targets: gateway.targets, labels: labelsOf(gateway) })),
        }),
    ...(names.length === 0
      ? {}
      : {
          dns_sd_configs: names.map(({ host, port }) => ({
            names: [host],
            type: 'A',
            port,
            refresh_interval: RESOLVE_INTERVAL,
          })),
          relabel_configs: names.flatMap(({ gateway, host }) =>
            Object.entries(labelsOf(gateway)).map(([label, replacement]) => ({
              source_labels: ['__meta_dns_name'],
              regex: host,
              target_label: label,
              replacement,
            })),
          ),
        }),
  };
}

function stackJobs(settings: PrometheusSettings, stack: PrometheusAddresses['stack']): ScrapeConfig[] {
  return STACK_JOBS.flatMap((job) => {
    const targets = stack[job];
    if (targets === undefined || targets.length === 0) return [];
    return [
      {
        job_name: job,
        ...pace(settings, stackJobInterval(settings, job)),
        static_configs: [{ targets, labels: { service: job, environment: settings.environment } }],
        ...(job === 'span-metrics' ? { metric_relabel_configs: [SPAN_METRICS_RELABELING] } : {}),
      },
    ];
  });
}

/** Interval of a job of the stack: a preset may want Prometheus to look at itself at an interval of its own. */
export function stackJobInterval(settings: PrometheusSettings, job: StackJob): string {
  const own = settings.otherJobs.find(({ scrapes }) => scrapes === job);
  return own?.interval ?? settings.scrapeInterval;
}

function otherJobs(
  settings: PrometheusSettings,
  addresses: Readonly<Record<string, readonly HostPort[]>>,
): ScrapeConfig[] {
  return settings.otherJobs.flatMap(({ name, path, interval, labels }) => {
    const targets = addresses[name] ?? [];
    if (targets.length === 0) return [];
    return [
      {
        job_name: name,
        ...(path === DEFAULT_PATH ? {} : { metrics_path: path }),
        ...pace(settings, interval),
        static_configs: [
          { targets, labels: { service: name, environment: settings.environment, ...labels } },
        ],
      },
    ];
  });
}

/** Interval and timeout of a job, where its interval is not that of all. */
function pace(
  settings: PrometheusSettings,
  interval: string,
): Pick<ScrapeConfig, 'scrape_interval' | 'scrape_timeout'> {
  return interval === settings.scrapeInterval
    ? {}
    : { scrape_interval: interval, scrape_timeout: scrapeTimeout(interval) };
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
