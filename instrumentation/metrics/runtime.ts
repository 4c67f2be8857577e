import { totalmem } from 'node:os';
import {
  constants,
  monitorEventLoopDelay,
  performance,
  type PerformanceEntry,
  PerformanceObserver,
} from 'node:perf_hooks';
import type { ValueOf } from '../contract';
import { collectDisk } from './disk';
import type { MetricsRegistry } from './registry';

const NANOSECONDS = 1e9;
const MICROSECONDS = 1e6;
const MILLISECONDS = 1e3;
/** Sampling interval of the event-loop delay. Finer costs more timers; this resolves any delay that matters. */
const LAG_RESOLUTION_MS = 10;

type GcKind = ValueOf<'runtime.gc.duration', 'kind'>;
const GC_KINDS: Readonly<Record<number, GcKind>> = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weakcb',
};

/**
 * Process and Node.js metrics, read at each scrape. Made here and not by prom-client's `collectDefaultMetrics`, for a
 * preset may rename them, its garbage-collection histogram sees only the first entry of a batch, and its event-loop
 * lag gauge measures the scrape itself.
 */
export function collectRuntime(registry: MetricsRegistry): void {
  collectProcess(registry);
  collectDisk(registry);
  collectResources(registry);
  collectEventLoop(registry);
  collectGarbageCollection(registry);
}

function collectProcess(registry: MetricsRegistry): void {
  registry.gauge('process.start_time').set({}, performance.timeOrigin / MILLISECONDS);
  registry.gauge('process.memory.resident').observe({}, () => process.memoryUsage.rss());
  registry.gauge('process.memory.limit').set({}, memoryLimit());
  registry.gauge('runtime.heap.used').observe({}, () => process.memoryUsage().heapUsed);
  registry.gauge('runtime.heap.total').observe({}, () => process.memoryUsage().heapTotal);

  registry.counter('process.cpu').observe({}, () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / MICROSECONDS;
  });
}

/** The limit of the container, else the memory of the machine; in bytes. */
function memoryLimit(): number {
  const machine = totalmem();
  // Where no limit is set, the kernel names a number beyond any machine, or Node.js gives 0.
  const limit = process.constrainedMemory();
  return limit > 0 && limit < machine ? limit : machine;
}

/** What keeps the event loop going: sockets, servers, timers and the like. A kind that is gone stays at 0. */
function collectResources(registry: MetricsRegistry): void {
  const resources = registry.gauge('runtime.resources');
  const counts = new Map<string, number>();
  registry.beforeScrape(() => {
    for (const kind of counts.keys()) counts.set(kind, 0);
    for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    for (const [kind, count] of counts) resources.set({ kind }, count);
  });
}

function collectEventLoop(registry: MetricsRegistry): void {
  const delay = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  delay.enable();
  registry.gauge('runtime.eventloop.lag.p99').observe({}, () => {
    const p99 = delay.percentile(99);
    delay.reset();
    return p99 / NANOSECONDS;
  });

  let last = performance.eventLoopUtilization();
  registry.gauge('runtime.eventloop.utilization').observe({}, () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  });
}

function collectGarbageCollection(registry: MetricsRegistry): void {
  const duration = registry.histogram('runtime.gc.duration');
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const kind = GC_KINDS[(entry as PerformanceEntry & { detail: { kind: number } }).detail.kind];
      if (kind !== undefined) duration.observe({ kind }, entry.duration / MILLISECONDS);
    }
  });
  observer.observe({ entryTypes: ['gc'] });
}
