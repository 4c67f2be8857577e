import { ownServerGate, startAdmin } from './admin';
import { AlertsClient } from './admin/alerts/client';
import type { EndpointSources } from './admin/endpoints';
import { ownServerClaims } from './admin/own-server';
import { pseudonyms } from './api/pseudonym';
import { isClusterWorker, openCluster, type ServeTold } from './cluster';
import { describeProblem, loadConfig } from './config/load';
import type { Environment } from './config/reader';
import type { Config } from './config/types';
import { bind, type InternalPart } from './contract';
import { lazyTransport } from './export/lazy-transport';
import { otlpTraces } from './export/otlp-traces';
import type { Gatewatch } from './handle';
import { CollectorProbe } from './health/collector-probe';
import { observability } from './health/observability';
import { versionOfFile } from './health/copies';
import { reportCopies } from './health/copies-report';
import { HealthRegistry } from './health/registry';
import { healthSnapshot } from './health/snapshot';
import { installHttpHooks } from './http/install';
import { noServerObserver } from './http/observer';
import { isOwnServer } from './http/own-servers';
import { installLibraries } from './libraries';
import { installLifecycle } from './lifecycle';
import type { Telemetry } from './lifecycle/telemetry';
import { installLogs } from './logs';
import type { Log } from './log/log';
import { stderrLog } from './log/stderr';
import { observeFootprint } from './metrics/footprint';
import { dropIdleSeries } from './metrics/idle-series';
import type * as MetricsPush from './metrics/otlp';
import type { MetricsPushOptions } from './metrics/otlp';
import type { MetricsRegistry } from './metrics/registry';
import { collectRuntime } from './metrics/runtime';
import { sharedRegistry } from './metrics/shared-registry';
import { Sources } from './sources/sources';
import { createTracing } from './tracing';
import { noRequest } from './tracing/request';
import { admitNewerApi } from './tracing/api-version';
import { packageVersion } from './version';

/** Time that a flush asked for through the public API may take unless the caller says otherwise. */
const FLUSH_DEADLINE_MS = 5000;

/**
 * Starts the preload as the environment describes it: metrics, traces, logs, hooks, admin port, orderly end. A part
 * that fails is named in the log and in the health, and the others go on.
 * Returns undefined if the configuration says to stand aside.
 */
export function start(env: Environment, log: Log = stderrLog()): Gatewatch | undefined {
  const { config, problems, notices } = loadConfig(env, process.argv[1]);
  for (const problem of problems) log.warn(describeProblem(problem));
  if (!config.enabled) return undefined;
  for (const notice of notices) log.info(notice);

  const version = packageVersion();
  const registry = sharedRegistry(() => bind(config.preset));
  const health = new HealthRegistry();
  if (problems.length > 0) {
    health.report('config', 'degraded', `${problems.length} variable(s) are wrong: see configProblems`);
  }
  const part = partsOf(registry, health, log);

  part('metrics', () => describeSelf(config, registry, health, version));
  const tracing = part('tracing', () => createTracing({ config, recorder: registry, health, log }));
  const pulled = new Sources({ recorder: registry, health, log });
  registry.beforeScrape(() => pulled.collect());
  const libraries = part('libraries', () =>
    installLibraries({
      words: config.libraries,
      tracers: tracing?.tracers,
      health,
      countError: () => registry.countError('libraries'),
      log,
    }),
  );
  const logs = part('logs', () => installLogs({ config, recorder: registry, health, log, part }));
  const snapshot = () => {
    // Looked for when somebody asks: at the start nothing is loaded yet.
    reportCopies(health);
    return healthSnapshot({ health, registry, config, problems, version });
  };
  const { otlp } = config.metrics;
  const push =
    otlp === undefined
      ? undefined
      : part('metrics', () => startPush({ config, otlp, registry, version, health, log }), 'metrics.push');
  const signals = [tracing, logs, push].filter((signal) => signal !== undefined);
  const flush = async (deadlineMs = FLUSH_DEADLINE_MS): Promise<void> => {
    await Promise.all(signals.map((signal) => signal.flush(deadlineMs)));
  };
  const sources: EndpointSources = {
    config,
    registry,
    health,
    snapshot,
    observability: () =>
      observability({ health, config, problems, version, libraries: libraries?.libraries() ?? [] }),
    collector: config.traces.exporters.includes('otlp') ? collectorProbe(config) : undefined,
    flush,
    sampling: tracing?.sampling,
    alerts: AlertsClient.of(config),
    observer: tracing?.server ?? noServerObserver,
    traceContext: tracing?.inspect ?? noContext,
  };
  const claims = ownServerClaims(config, ({ ownServerAnswers }) =>
    ownServerAnswers(sources, ownServerGate(config)),
  );
  const http = part('http', () => installHttpHooks({ config, registry, tracing, claims, part }));
  const serve = (told: Partial<ServeTold> = {}): void => {
    part('admin', () => startAdmin({ ...sources, ...told, health, log }));
  };
  const cluster = part('cluster', () =>
    openCluster({
      ...{ config, registry, binding: bind(config.preset) },
      ...{ sampling: tracing?.sampling, health, log, serve },
    }),
  );
  part('lifecycle', () =>
    installLifecycle({
      signals,
      deadlineMs: config.shutdown.deadlineMs,
      inFlight: () => http?.inFlight() ?? 0,
      notReady: () => health.stopping(),
      own: isOwnServer,
      atEnd: () => cluster?.leave(),
      log,
    }),
  );
  part('tracing', () => admitNewerApi(process.argv[1], versionOfFile), 'tracing.api');
  return {
    health: snapshot,
    metrics: () => registry.render(),
    flush,
    request: tracing?.request ?? noRequest,
    jobs: tracing?.jobs,
    recorder: registry,
    sources: pulled,
    pseudonym: pseudonyms(config.userIdKey),
  };
}

/** The push is off by default: nobody else loads what it is made of. */
function startPush(options: MetricsPushOptions): Telemetry {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const { pushMetrics } = require('./metrics/otlp') as typeof MetricsPush;
  return pushMetrics(options);
}

const noContext = (): undefined => undefined;

/** A probe with a connection of its own, made when somebody asks for the readiness. */
function collectorProbe({ otlp }: Config): CollectorProbe {
  return new CollectorProbe(lazyTransport<never>(() => otlpTraces(otlp)));
}

/**
 * Runs the start of one part so that its failure stays its own.
 * @param component its name in the health, where that is not the name of the part
 */
export type RunPart = <T>(part: InternalPart, run: () => T, component?: string) => T | undefined;

function partsOf(registry: MetricsRegistry, health: HealthRegistry, log: Log): RunPart {
  return (part, run, component = part) => {
    try {
      return run();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      registry.countError(part);
      health.report(component, 'degraded', `not started: ${reason}`);
      log.warn(`${component} not started: ${reason}`);
      return undefined;
    }
  };
}

function describeSelf(
  config: Config,
  registry: MetricsRegistry,
  health: HealthRegistry,
  version: string,
): void {
  const labels = { version, preset: config.preset.name, node_version: process.versions.node };
  registry.gauge('self.info').set(labels, 1);
  registry.gauge('self.degraded').observe({}, () => (health.status === 'degraded' ? 1 : 0));
  observeFootprint(registry);
  if (config.metrics.enabled) collectRuntime(registry);
  const { seriesIdleHours } = config.metrics;
  // A primary adds up what its workers have: a series that one of them drops would be taken for a restart.
  if (seriesIdleHours > 0 && !isClusterWorker(config)) dropIdleSeries(registry, seriesIdleHours);
}
