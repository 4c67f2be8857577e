import { performance } from 'node:perf_hooks';
import type { Config, OtlpTarget } from '../../config/types';
import { systemClock } from '../../export/clock';
import { encodedSignal } from '../../export/encoded';
import { lazyTransport } from '../../export/lazy-transport';
import { EMPTY_BALANCE } from '../../export/ledger';
import { otlpTransport } from '../../export/otlp-transport';
import { Reachability } from '../../export/reachability';
import { processResource } from '../../export/resource';
import type { HealthReporter } from '../../health/reporter';
import type { Telemetry } from '../../lifecycle/telemetry';
import type { Log } from '../../log/log';
import type { MetricsRegistry } from '../registry';
import { Push } from './push';

const METHOD = '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export';
const SCOPE = 'gatewatch';

export interface MetricsPushOptions {
  readonly config: Config;
  readonly otlp: OtlpTarget;
  readonly registry: Pick<MetricsRegistry, 'shown'>;
  readonly version: string;
  readonly health: HealthReporter;
  readonly log: Log;
}

/** Pushes what `/metrics` shows over OTLP, at intervals and at the end. In a cluster, the process with the page does it. */
export function pushMetrics({ config, otlp, registry, version, health, log }: MetricsPushOptions): Telemetry {
  const { everyMs } = config.metrics;
  const push = new Push({
    shown: () => (registry.shown.isElsewhere === true ? undefined : registry.shown),
    origin: { resource: processResource(config).attributes, scope: SCOPE, version },
    startMs: performance.timeOrigin,
    everyMs,
    transport: lazyTransport(() => otlpTransport(otlp, encodedSignal(METHOD))),
    reachability: new Reachability('metrics', otlp.endpoint, health, log, systemClock),
  });
  return {
    // Totals, not items: none waits, and none can be lost.
    balance: () => EMPTY_BALANCE,
    flush: () => push.now(),
    hurry: () => undefined,
    shutdown: (deadlineMs) => push.end(deadlineMs),
    surrender: () => [],
    keep: () => undefined,
  };
}
