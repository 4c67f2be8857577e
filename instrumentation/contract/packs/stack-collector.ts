import { capped, closed } from '../label';
import { counter, gauge } from '../metric';

const exporter = capped('exporter', 10, 'Exporter of the collector, e.g. `otlp_grpc/tempo`.');
const receiver = capped('receiver', 5, 'Receiver of the collector, e.g. `otlp`.');
const transport = closed('transport', ['grpc', 'http'], 'Protocol that the data came by.');
const dataType = closed('data_type', ['traces', 'logs', 'metrics'], 'Kind of telemetry.');

/** What rules read of the collector. */
export const collector = {
  'collector.queue.size': gauge({
    name: 'otelcol_exporter_queue_size',
    unit: '1',
    help: 'Items that wait in the sending queue, by exporter and kind of telemetry.',
    labels: { exporter, data_type: dataType },
    seriesBudget: 33,
    source: 'otelcol',
    why: 'A queue that fills tells of a slow backend before anything is lost.',
  }),
  'collector.queue.capacity': gauge({
    name: 'otelcol_exporter_queue_capacity',
    unit: '1',
    help: 'Most items that the sending queue holds, by exporter and kind of telemetry.',
    labels: { exporter, data_type: dataType },
    seriesBudget: 33,
    source: 'otelcol',
    why: 'How full a queue is takes its size together with its limit.',
  }),
  'collector.spans.refused': counter({
    name: 'otelcol_receiver_refused_spans_total',
    unit: '1',
    help: 'Spans that the collector did not take, by receiver and protocol.',
    labels: { receiver, transport },
    seriesBudget: 12,
    source: 'otelcol',
    why: 'What the collector refuses fills the queues of the gateways; the collector knows it first.',
  }),
  'collector.logs.refused': counter({
    name: 'otelcol_receiver_refused_log_records_total',
    unit: '1',
    help: 'Log records that the collector did not take, by receiver and protocol.',
    labels: { receiver, transport },
    seriesBudget: 12,
    source: 'otelcol',
    why: 'Logs and traces are refused apart, each by the limits of its own pipeline.',
  }),
  'collector.spans.failed': counter({
    name: 'otelcol_exporter_send_failed_spans_total',
    appears: 'with the first export that fails',
    unit: '1',
    help: 'Spans that the collector gave up after its last try, by exporter.',
    labels: { exporter },
    seriesBudget: 11,
    source: 'otelcol',
    why: 'Spans that a backend refuses are lost after the gateway has handed them over well.',
  }),
  'collector.logs.failed': counter({
    name: 'otelcol_exporter_send_failed_log_records_total',
    appears: 'with the first export that fails',
    unit: '1',
    help: 'Log records that the collector gave up after its last try, by exporter.',
    labels: { exporter },
    seriesBudget: 11,
    source: 'otelcol',
    why: 'Log records that a backend refuses are lost after the gateway has handed them over well.',
  }),
  'collector.traces.dropped_early': counter({
    name: 'otelcol_processor_tail_sampling_sampling_trace_dropped_too_early_total',
    unit: '1',
    help: 'Traces that left the memory of the sampler before it had decided on them.',
    labels: {},
    seriesBudget: 1,
    source: 'otelcol',
    why: 'The sampler then loses traces at random, those that failed among them.',
  }),
} as const;
