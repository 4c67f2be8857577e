import {
  type Circumstances,
  keptSpansPerSecond,
  type Load,
  RECORD_BYTES,
  SPAN_BYTES,
  spansPerSecond,
  toMebibytes,
} from './load';

export interface CollectorSize {
  /** Collectors that the load needs; more than one also needs a tier that brings a trace's spans together. */
  readonly instances: number;
  /** Of each collector. */
  readonly cpuMillis: number;
  readonly memoryMiB: number;
  /** `GOMEMLIMIT`: 80 % of the memory, as the collector's operations guide advises. */
  readonly goMemLimitMiB: number;
  /** The memory limiter refuses from here on: 80 % of the memory. */
  readonly limiterMiB: number;
  /** Room below the limiter for what arrives between two checks: 20 % of the memory. */
  readonly spikeMiB: number;
  /** Traces that wait for a decision, of each collector. */
  readonly numTraces: number;
  /** Spans and log records that wait for a backend which is away. */
  readonly queueItems: number;
  readonly queueMiB: number;
}

/** A core handles 15,000 spans or 10,000 log records in a second (Splunk, sizing of the OpenTelemetry Collector). */
const SPANS_PER_CORE = 15_000;
const RECORDS_PER_CORE = 10_000;
/** Cores of the largest collector; beyond it another one is cheaper than a larger one. */
const MOST_CORES = 4;
/** Decided traces arrive unevenly, and spans of a trace late: half as much again as the mean (own choice; a counter of traces dropped too early says when it is too little). */
const TRACE_HEADROOM = 1.5;
/** What a collector takes without any data. */
const BASE_MIB = 128;
/** Memory that data may fill, as the limiter refuses at 80 % and 20 % is kept for a spike. */
const DATA_SHARE = 0.6;
/** The least that is worth asking for. */
const LEAST_CPU_MILLIS = 100;
const LEAST_TRACES = 1000;

/**
 * Traces that wait for a decision: new traces in a second × decision wait × 1.5. A trace is a request that was
 * recorded.
 */
export function tracesWaiting(load: Load, { head, decisionWaitSeconds }: Circumstances): number {
  return Math.ceil(load.requestsPerSecond * head * decisionWaitSeconds * TRACE_HEADROOM);
}

/**
 * The collectors that a load needs. Queues are kept in memory: what waits for a backend for as long as the tolerated
 * outage, and what waits for a decision, decide about it.
 */
export function collectorSize(load: Load, circumstances: Circumstances): CollectorSize {
  const spans = spansPerSecond(load, circumstances);
  const records = load.logBytesPerSecond / RECORD_BYTES;
  const cores = spans / SPANS_PER_CORE + records / RECORDS_PER_CORE;
  const instances = Math.max(circumstances.collectors, Math.ceil(cores / MOST_CORES));
  const traces = tracesWaiting(load, circumstances);
  const waiting = traces * load.spansPerRequest * SPAN_BYTES;
  const items = (keptSpansPerSecond(load, circumstances) + records) * load.outageSeconds;
  const queued =
    keptSpansPerSecond(load, circumstances) * load.outageSeconds * SPAN_BYTES +
    load.logBytesPerSecond * load.outageSeconds;
  const memoryMiB = Math.ceil(BASE_MIB + toMebibytes((waiting + queued) / instances) / DATA_SHARE);
  return {
    instances,
    cpuMillis: Math.max(LEAST_CPU_MILLIS, Math.ceil((cores / instances) * 1000)),
    memoryMiB,
    goMemLimitMiB: Math.floor(memoryMiB * 0.8),
    limiterMiB: Math.floor(memoryMiB * 0.8),
    spikeMiB: Math.floor(memoryMiB * 0.2),
    numTraces: Math.max(LEAST_TRACES, Math.ceil(traces / instances)),
    queueItems: Math.ceil(items / instances),
    queueMiB: toMebibytes(queued / instances),
  };
}
