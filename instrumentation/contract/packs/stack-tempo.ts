import { capped } from '../label';
import { counter, gauge, histogram } from '../metric';

const tenant = capped('tenant', 100, 'Tenant as Tempo names it; `single-tenant` without tenants.');

/** What boards read of Tempo. */
export const tempo = {
  'tempo.spans': counter({
    name: 'tempo_distributor_spans_received_total',
    unit: '1',
    help: 'Spans that Tempo took, by tenant.',
    labels: { tenant },
    seriesBudget: 101,
    source: 'tempo',
    why: 'What is stored, against what the collector says it sent.',
  }),
  'tempo.bytes': counter({
    name: 'tempo_distributor_bytes_received_total',
    unit: 'bytes',
    help: 'Bytes of spans that Tempo took, by tenant.',
    labels: { tenant },
    seriesBudget: 101,
    source: 'tempo',
    why: 'What traces cost in storage, before compression.',
  }),
  'tempo.discarded': counter({
    name: 'tempo_discarded_spans_total',
    appears: 'with the first span that reaches a limit',
    unit: '1',
    help: 'Spans that Tempo did not store, by tenant and reason.',
    labels: { tenant, reason: capped('reason', 10, 'Limit that was reached, e.g. `trace_too_large`.') },
    seriesBudget: 300,
    source: 'tempo',
    why: 'A limit drops spans although every call succeeds.',
  }),
  'tempo.traces.live': gauge({
    name: 'tempo_ingester_live_traces',
    unit: '1',
    help: 'Traces that are not yet written to a block, by tenant.',
    labels: { tenant },
    seriesBudget: 101,
    source: 'tempo',
    why: 'The memory of the ingester follows it.',
  }),
  'tempo.flush.failed': counter({
    name: 'tempo_ingester_failed_flushes_total',
    unit: '1',
    help: 'Writes of blocks to storage that failed.',
    labels: {},
    seriesBudget: 1,
    source: 'tempo',
    why: 'What cannot be written stays in memory and on one disk only.',
  }),
  'tempo.flush.queue': gauge({
    name: 'tempo_ingester_flush_queue_length',
    unit: '1',
    help: 'Blocks that wait to be written to storage.',
    labels: {},
    seriesBudget: 1,
    source: 'tempo',
    why: 'A line that grows tells of slow storage before writes fail.',
  }),
  'tempo.compaction.errors': counter({
    name: 'tempodb_compaction_errors_total',
    unit: '1',
    help: 'Compactions that failed.',
    labels: {},
    seriesBudget: 1,
    source: 'tempo',
    why: 'Without compaction searches get slower from day to day, and nothing is deleted.',
  }),
  'tempo.requests': histogram({
    name: 'tempo_request_duration_seconds',
    unit: 'seconds',
    help: 'Duration of requests to Tempo, by route, method and status.',
    labels: {
      route: capped('route', 60, 'Handler, e.g. `/tempopb.Pusher/PushBytesV2`.'),
      method: capped('method', 5, 'Method, or `gRPC`.'),
      status_code: capped(
        'status_code',
        30,
        'Status of the answer; `success` of a gRPC call that went well.',
      ),
    },
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100],
    seriesBudget: 1000,
    source: 'tempo',
    why: 'Tells a slow Tempo from a slow collector, and failed queries from empty ones.',
  }),
} as const;
