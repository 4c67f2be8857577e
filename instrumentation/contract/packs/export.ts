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
 * - `spill_full`: it lay on disk and was the oldest when the space there ran out
 * - `spill_failed`: it could not be written to disk
 * - `spill_damaged`: its file was torn or altered
 */
export const DROP_REASONS = [
  'queue_full',
  'rate_limited',
  'export_failed',
  'shutdown',
  'spill_full',
  'spill_failed',
  'spill_damaged',
] as const;

const signal = closed('signal', EXPORT_SIGNALS, 'Kind of telemetry.');

/** Accounting of the OTLP export: at any time ended + recovered = exported + dropped + queued + spilled. */
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
  'export.spilled': gauge({
    name: 'gatewatch_export_spilled',
    unit: '1',
    help: 'Spans and log records that wait on disk for a collector that takes them.',
    labels: { signal },
    seriesBudget: EXPORT_SIGNALS.length,
    why: 'The disk holds what the queue cannot: how much of it is still to come.',
  }),
  'export.spilled.bytes': gauge({
    name: 'gatewatch_export_spilled_bytes',
    unit: 'bytes',
    help: 'Length of the files in which spans and log records wait.',
    labels: { signal },
    seriesBudget: EXPORT_SIGNALS.length,
    why: 'Says, against the limit that is configured, for how long the disk still lasts.',
  }),
  'export.recovered': counter({
    name: 'gatewatch_export_recovered_total',
    unit: '1',
    help: 'Spans and log records that earlier processes left on disk and this one took over.',
    labels: { signal },
    seriesBudget: EXPORT_SIGNALS.length,
    why: 'They ended in another process, so that the account of this one is right only with them.',
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
