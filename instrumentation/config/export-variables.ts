import { endpoint, integer, milliseconds, oneOf, pairs } from './parse';
import { optional, required } from './variable';

/** Items; far above any sensible queue, it catches a slip of the keyboard. */
const MAX_QUEUE = 1_000_000;

/** Variables of the OTLP export: where it goes, and the queue before it. */
export const exportVariables = {
  otlpProtocol: required({
    name: 'OTEL_EXPORTER_OTLP_PROTOCOL',
    type: 'grpc',
    parse: oneOf(['grpc']),
    default: 'grpc',
    help: 'Protocol of the export.',
  }),
  otlpEndpointShort: optional({
    name: 'OTLP_ENDPOINT',
    type: 'host, host:port or URL',
    parse: endpoint,
    help: 'Same as OTEL_EXPORTER_OTLP_ENDPOINT, which wins over it.',
  }),
  otlpEndpoint: required({
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    type: 'host, host:port or URL',
    parse: endpoint,
    default: 'http://localhost:4317',
    help: 'OTLP/gRPC receiver of the collector; port 4317 unless another is given; https:// means TLS.',
  }),
  otlpTracesEndpoint: optional({
    name: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    type: 'host, host:port or URL',
    parse: endpoint,
    help: 'Receiver of traces, if it is another one.',
  }),
  otlpLogsEndpoint: optional({
    name: 'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT',
    type: 'host, host:port or URL',
    parse: endpoint,
    help: 'Receiver of log records, if it is another one.',
  }),
  otlpHeaders: required({
    name: 'OTEL_EXPORTER_OTLP_HEADERS',
    type: 'key=value,…',
    parse: pairs,
    default: {},
    help: 'Headers of every export call, e.g. an API key. Values are never shown.',
    secret: true,
  }),
  otlpTracesHeaders: optional({
    name: 'OTEL_EXPORTER_OTLP_TRACES_HEADERS',
    type: 'key=value,…',
    parse: pairs,
    help: 'Headers of export calls with traces; they are added to the general ones.',
    secret: true,
  }),
  otlpLogsHeaders: optional({
    name: 'OTEL_EXPORTER_OTLP_LOGS_HEADERS',
    type: 'key=value,…',
    parse: pairs,
    help: 'Headers of export calls with log records; they are added to the general ones.',
    secret: true,
  }),
  otlpTimeout: required({
    name: 'OTEL_EXPORTER_OTLP_TIMEOUT',
    type: 'milliseconds',
    parse: milliseconds,
    default: 10_000,
    help: 'Longest duration of one export call.',
  }),
  otlpTracesTimeout: optional({
    name: 'OTEL_EXPORTER_OTLP_TRACES_TIMEOUT',
    type: 'milliseconds',
    parse: milliseconds,
    help: 'The same, for calls with traces.',
  }),
  otlpLogsTimeout: optional({
    name: 'OTEL_EXPORTER_OTLP_LOGS_TIMEOUT',
    type: 'milliseconds',
    parse: milliseconds,
    help: 'The same, for calls with log records.',
  }),
  queueCapacity: required({
    name: 'OTEL_BSP_MAX_QUEUE_SIZE',
    type: 'number of items',
    parse: integer(1, MAX_QUEUE),
    // At about 1 KiB a span some 16 MiB; the OpenTelemetry default of 2048 overflows in one busy second.
    default: 16_384,
    help: 'Most spans, and most log records, that wait for export; what comes on top is dropped and counted.',
  }),
  queueBatchSize: required({
    name: 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE',
    type: 'number of items',
    parse: integer(1, MAX_QUEUE),
    default: 512,
    help: 'Most items of one export call.',
  }),
  queueDelay: required({
    name: 'OTEL_BSP_SCHEDULE_DELAY',
    type: 'milliseconds',
    parse: milliseconds,
    // Shorter than the 5 s of OpenTelemetry: a trace should be there when its alert or log line is read.
    default: 1000,
    help: 'Longest time that an item waits for its batch to fill.',
  }),
} as const;
