import { boards } from '../../dashboards';
import type { AlertmanagerSettings } from '../components/alertmanager/config';
import type { CollectorSettings } from '../components/collector/config';
import type { GrafanaSettings } from '../components/grafana/config';
import type { LokiSettings } from '../components/loki/config';
import type { PrometheusSettings } from '../components/prometheus/config';
import { PAIR_LABEL, remoteWriteQueue } from '../components/prometheus/remote-write';
import type { TempoSettings } from '../components/tempo/config';
import type { StackConfig } from '../config/schema';
import { durationSeconds } from './duration';
import { stackBinding, stackPreset } from './preset';
import { mebibytes } from './quantity';
import { circumstancesOf } from './sizing/circumstances';
import { prometheusSize } from './sizing/prometheus';
import { gatewayScrapes, longest, scrapesIn, stackIntervals } from './scrape';

/** What each component takes from the stack configuration, without any address. */
export interface StackSettings {
  readonly collector: CollectorSettings;
  readonly prometheus: PrometheusSettings;
  readonly alertmanager: AlertmanagerSettings;
  readonly tempo: TempoSettings;
  readonly loki: LokiSettings;
  readonly grafana: GrafanaSettings;
}

/** Share of a volume that Prometheus may fill; the rest is for the write-ahead log and for compaction. */
const TSDB_SHARE = 0.8;

/** The settings of a stack's components. */
export function stackSettings(config: StackConfig): StackSettings {
  const binding = stackBinding(config);
  const preset = stackPreset(config);
  const intervals = stackIntervals(config, preset);
  const scrapes = gatewayScrapes(preset, config.intervals.scrape);
  const own = scrapesIn(scrapes, config.environment);
  const gatewayJobs = own.map(({ job }) => job);
  return {
    collector: collectorSettings(config, intervals.scrape),
    prometheus: {
      environment: config.environment,
      scrapeInterval: intervals.scrape,
      evaluationInterval: intervals.evaluation,
      externalLabels: {
        // A store tells the pair of one stack from that of another by it.
        ...(config.remoteWrite.length === 0
          ? {}
          : { [PAIR_LABEL]: `${config.namespace}-${config.environment}` }),
        ...preset.scrape?.externalLabels,
        environment: config.environment,
      },
      remoteWrites: config.remoteWrite.map((to) => ({ to, queue: remoteWriteQueue(shards(config)) })),
      gatewayScrapes: scrapes,
      gatewayJobs,
      honorLabels: preset.scrape?.honorLabels ?? false,
      otherJobs: (preset.scrape?.jobs ?? [])
        .filter(({ scrapes }) => scrapes !== 'gateway')
        .map((job) => ({ ...job, interval: config.intervals.scrape ?? job.interval })),
      retention: {
        time: config.retention.prometheus,
        size: `${Math.floor(mebibytes(config.storage.prometheus) * TSDB_SHARE)}MiB`,
      },
    },
    alertmanager: { retention: inMinutes(config.retention.alertmanager) },
    tempo: { retention: config.retention.tempo },
    loki: { retention: config.retention.loki },
    grafana: {
      scrapeInterval: longest([intervals.scrape, ...own.map(({ interval }) => interval)]),
      binding,
      boards: boards(binding, {
        runbookBaseUrl: config.runbookBaseUrl,
        gatewayJobs,
        alertPacks: preset.alertPacks ?? [],
        retentionSeconds: durationSeconds(config.retention.prometheus),
      }),
    },
  };
}

/** Shards for the declared series. */
function shards(config: StackConfig): number | undefined {
  const { outage, ...load } = config.load;
  if (load.series === 0) return undefined;
  const size = prometheusSize({ ...load, outageSeconds: durationSeconds(outage) }, circumstancesOf(config));
  return size.remoteWriteShards;
}

/** The collector's garbage collector works harder from here on (share of the container's limit). */
const GOMEMLIMIT_SHARE = 0.8;

/** `GOMEMLIMIT` of a collector with that much memory. */
export function goMemLimit(memory: string): string {
  return `${Math.floor(mebibytes(memory) * GOMEMLIMIT_SHARE)}MiB`;
}

/** The collector refuses data from here on, so that the container's limit is never reached. */
const MEMORY_LIMIT_SHARE = 0.8;
/** Data may grow by this much between two checks (share of the container's limit). */
const MEMORY_SPIKE_SHARE = 0.2;

/** An outage of a backend that the queue and retries ride out; older data is dropped. */
const RETRY_FOR = '5m';
/** About 100 MiB at 1 KiB a span; the memory limiter is what bounds it on small collectors. */
const QUEUE_ITEMS = 100_000;
/** Where queues are kept that outlive a collector. */
export const QUEUE_DIR = '/var/lib/otelcol';
const BATCH_TIMEOUT = '200ms';
/** Series of a route that was not called for this long leave the collector. */
const SPAN_METRICS_EXPIRATION = '10m';

function collectorSettings(config: StackConfig, scrapeInterval: string): CollectorSettings {
  const memory = mebibytes(config.resources.collector.memory);
  const { decisionWait, maxTraces, slow, keepPercent } = config.sampling;
  return {
    environment: config.environment,
    memory: {
      limitMiB: Math.floor(memory * MEMORY_LIMIT_SHARE),
      spikeLimitMiB: Math.floor(memory * MEMORY_SPIKE_SHARE),
    },
    tailSampling: { decisionWait, maxTraces, slowMs: Math.round(durationSeconds(slow) * 1000), keepPercent },
    spanMetrics: { flushInterval: scrapeInterval, expiration: SPAN_METRICS_EXPIRATION },
    queue: {
      items: QUEUE_ITEMS,
      maxElapsed: RETRY_FOR,
      ...(config.queues.persistent ? { directory: QUEUE_DIR } : {}),
    },
    batch: { timeout: BATCH_TIMEOUT },
  };
}

/** Alertmanager's flag takes hours, minutes and seconds only. */
function inMinutes(duration: string): string {
  return `${Math.max(1, Math.round(durationSeconds(duration) / 60))}m`;
}
