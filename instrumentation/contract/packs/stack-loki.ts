import { capped } from '../label';
import { counter, gauge, histogram } from '../metric';

const tenant = capped('tenant', 100, 'Tenant as Loki names it; `fake` without tenants.');

/** What boards read of Loki. */
export const loki = {
  'loki.lines': counter({
    name: 'loki_distributor_lines_received_total',
    unit: '1',
    help: 'Log lines that Loki took, by tenant.',
    labels: { tenant },
    seriesBudget: 101,
    source: 'loki',
    why: 'What is stored, against what the collector says it sent.',
  }),
  'loki.bytes': counter({
    name: 'loki_distributor_bytes_received_total',
    unit: 'bytes',
    help: 'Bytes of log lines that Loki took, by tenant.',
    labels: { tenant },
    seriesBudget: 101,
    source: 'loki',
    why: 'What logs cost in storage, before compression.',
  }),
  'loki.discarded': counter({
    name: 'loki_discarded_samples_total',
    appears: 'with the first line that is refused',
    unit: '1',
    help: 'Log lines that Loki did not store, by tenant and reason.',
    labels: { tenant, reason: capped('reason', 10, 'Why, e.g. `rate_limited`.') },
    seriesBudget: 300,
    source: 'loki',
    why: 'A limit drops lines although the collector keeps sending.',
  }),
  'loki.streams': gauge({
    name: 'loki_ingester_memory_streams',
    unit: '1',
    help: 'Streams in memory, by tenant.',
    labels: { tenant },
    seriesBudget: 101,
    source: 'loki',
    why: 'The number that an index label with too many values drives up.',
  }),
  'loki.chunks': gauge({
    name: 'loki_ingester_memory_chunks',
    unit: '1',
    help: 'Chunks in memory.',
    labels: {},
    seriesBudget: 1,
    source: 'loki',
    why: 'The memory of the ingester follows it.',
  }),
  'loki.flush.failed': counter({
    name: 'loki_ingester_chunks_flush_failures_total',
    unit: '1',
    help: 'Writes of chunks to storage that failed.',
    labels: {},
    seriesBudget: 1,
    source: 'loki',
    why: 'What cannot be written stays in memory and on one disk only.',
  }),
  'loki.flush.queue': gauge({
    name: 'loki_ingester_flush_queue_length',
    unit: '1',
    help: 'Chunks that wait to be written to storage.',
    labels: {},
    seriesBudget: 1,
    source: 'loki',
    why: 'A line that grows tells of slow storage before writes fail.',
  }),
  'loki.panics': counter({
    name: 'loki_panic_total',
    unit: '1',
    help: 'Panics that Loki survived.',
    labels: {},
    seriesBudget: 1,
    source: 'loki',
    why: 'A query that makes Loki panic looks like an empty answer.',
  }),
  'loki.requests': histogram({
    name: 'loki_request_duration_seconds',
    unit: 'seconds',
    help: 'Duration of requests to Loki, by route, method and status.',
    labels: {
      route: capped('route', 60, 'Handler, e.g. `otlp_v1_logs`.'),
      method: capped('method', 5, 'Method, or `gRPC`.'),
      status_code: capped(
        'status_code',
        30,
        'Status of the answer; `success` of a gRPC call that went well.',
      ),
    },
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100],
    seriesBudget: 1000,
    source: 'loki',
    why: 'Tells a slow Loki from a slow collector, and failed queries from empty ones.',
  }),
} as const;
