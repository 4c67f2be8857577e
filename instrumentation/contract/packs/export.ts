import { closed } from '../label';
import { counter, gauge, histogram } from '../metric';

/** Signals that leave the process over OTLP. */
export const EXPORT_SIGNALS = ['traces', 'logs'] as const;

/**
 * Why an item (span or log record) was not delivered.
 * - `queue_full`: it arrived while the queue was full, of items or of bytes
 * - `rate_limited`: more came within a second than may; only log records have such a limit
 * - `export_failed`: the collector refused it, or every retry failed
 * - `shutdown`: the deadline for the last flush had passed
 */
export const DROP_REASONS = ['queue_full', 'rate_limited', 'export_failed', 'shutdown'] as const;

const signal = closed('signal', EXPORT_SIGNALS, 'Kind of telemetry.');

/** Accounting of the OTLP export: at any time ended = exported + dropped + queued. */
export const otlpExport = {
  'export.ended': counter({
    name: 'gatewatch_export_ended_total',
    unit: '1',
    help: 'Spans and log records that were handed to the exporter.',
    labels: { signal },
    seriesBudget: EXPORT_SIGNALS.length,
    why: 'The left side of the account: what should arrive.',
  }),
  'export.exported': counter({
    name: 'gatewatch_export_exported_total',
    unit: '1',
    help: 'Spans and log records that the collector accepted.',
    labels: { signal },
    seriesBudget: EXPORT_SIGNALS.length,
    why: 'What has arrived, so that a loss can be proven or ruled out.',
  }),
  'export.dropped': counter({
    name: 'gatewatch_export_dropped_total',
    unit: '1',
    help: 'Spans and log records that were given up, by reason.',
    labels: { signal, reason: closed('reason', DROP_REASONS, 'Why the item was given up.') },
    seriesBudget: EXPORT_SIGNALS.length * DROP_REASONS.length,
    why: 'What traces and logs do not show because it was lost, and why.',
  }),
  'export.queued': gauge({
    name: 'gatewatch_export_queue_size',
    unit: '1',
    help: 'Spans and log records that wait for, or are in, an export call.',
    labels: { signal },
    seriesBudget: EXPORT_SIGNALS.length,
    why: 'A queue that grows is a collector that is too slow.',
  }),
  'export.queue.capacity': gauge({
    name: 'gatewatch_export_queue_capacity',
    unit: '1',
    help: 'Most spans or log records that the queue holds.',
    labels: { signal },
    seriesBudget: EXPORT_SIGNALS.length,
    why: 'The length of the queue says how full it is only together with its limit.',
  }),
  'export.queue.bytes': gauge({
    name: 'gatewatch_export_queue_bytes',
    unit: 'bytes',
    help: 'Estimated memory of the spans and log records that wait for, or are in, an export call.',
    labels: { signal },
    seriesBudget: EXPORT_SIGNALS.length,
    why: 'A few large spans fill the memory long before the number of items is reached.',
  }),
  'export.queue.capacity_bytes': gauge({
    name: 'gatewatch_export_queue_capacity_bytes',
    unit: 'bytes',
    help: 'Most estimated bytes that the queue holds.',
    labels: { signal },
    seriesBudget: EXPORT_SIGNALS.length,
    why: 'The bytes in the queue say how full it is only together with their limit.',
  }),
  'export.circuit.open': gauge({
    name: 'gatewatch_export_circuit_open',
    cluster: 'max',
    unit: '1',
    help: '1 while the collector fails so often that only probes are sent to it, else 0.',
    labels: { signal },
    seriesBudget: EXPORT_SIGNALS.length,
    why: 'Tells a collector that is down from one that is slow.',
  }),
  'export.duration': histogram({
    name: 'gatewatch_export_duration_seconds',
    unit: 'seconds',
    help: 'Duration of single OTLP export calls, by outcome.',
    labels: {
      signal,
      outcome: closed('outcome', ['ok', 'error'], 'Whether the collector accepted the call.'),
    },
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    seriesBudget: EXPORT_SIGNALS.length * 2,
    why: 'Slow calls fill the queue before any of them fails.',
  }),
  'export.last_success': gauge({
    name: 'gatewatch_export_last_success_timestamp_seconds',
    cluster: 'max',
    unit: 'timestamp',
    help: 'Unix time of the last export call that the collector accepted; 0 before the first.',
    labels: { signal },
    seriesBudget: EXPORT_SIGNALS.length,
    why: 'Its age is the one figure that says for how long nothing has arrived.',
  }),
} as const;
