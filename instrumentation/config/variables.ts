import { presets } from '../presets';
import { HOOK_NAMES, hookList } from './hooks';
import { boolean, endpoint, headerName, integer, oneOf, pairs, ratio, text } from './parse';
import { optional, required, type Variable } from './variable';

/** Longest time that may be configured, an hour: beyond it a value is in the wrong unit. */
const MAX_MS = 3_600_000;
const milliseconds = integer(1, MAX_MS);
/** Items; far above any sensible queue, it catches a slip of the keyboard. */
const MAX_QUEUE = 1_000_000;

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** Every variable that the preload reads. */
export const variables = {
  enabled: required({
    name: 'GATEWATCH_ENABLED',
    type: 'boolean',
    parse: boolean,
    default: true,
    help: 'False makes the preload stand aside and do nothing at all.',
  }),
  sdkDisabled: required({
    name: 'OTEL_SDK_DISABLED',
    type: 'boolean',
    parse: boolean,
    default: false,
    help: 'True does the same as GATEWATCH_ENABLED=false.',
  }),
  otelEnabled: required({
    name: 'OTEL_ENABLED',
    type: 'boolean',
    parse: boolean,
    default: true,
    help: 'False does the same as GATEWATCH_ENABLED=false.',
  }),
  preset: required({
    name: 'GATEWATCH_PRESET',
    type: 'name of a preset',
    parse: oneOf(Object.keys(presets)),
    default: 'default',
    help: 'Which metrics are exposed, and under which names.',
  }),
  disabledHooks: required({
    name: 'GATEWATCH_DISABLED_HOOKS',
    type: `list of ${HOOK_NAMES.join(', ')}`,
    parse: hookList,
    default: [],
    help: 'Hooks into Node.js and frameworks that are not installed.',
  }),
  serviceName: optional({
    name: 'OTEL_SERVICE_NAME',
    type: 'text',
    parse: text,
    help: 'Name of the service; wins over service.name in OTEL_RESOURCE_ATTRIBUTES. Without either: unknown_service:node.',
  }),
  resource: required({
    name: 'OTEL_RESOURCE_ATTRIBUTES',
    type: 'key=value,…',
    parse: pairs,
    default: {},
    help: 'Resource attributes of traces and logs, e.g. service.version=1.4.0,deployment.environment.name=prod.',
  }),
  metricsEnabled: required({
    name: 'OTEL_METRICS_ENABLED',
    type: 'boolean',
    parse: boolean,
    default: true,
    help: 'False leaves out the HTTP and runtime metrics; the preload still counts what concerns itself.',
  }),
  adminHost: required({
    name: 'GATEWATCH_ADMIN_HOST',
    type: 'address',
    parse: text,
    default: '127.0.0.1',
    help: 'Address that the admin port listens on; 0.0.0.0 lets Prometheus scrape from other machines.',
  }),
  adminPort: required({
    name: 'GATEWATCH_ADMIN_PORT',
    type: 'port',
    parse: integer(0, 65_535),
    // The port that the OpenTelemetry specification gives to Prometheus exporters.
    default: 9464,
    help: 'Port of /metrics and /health; 0 takes a free one and says which.',
  }),
  tracesExporter: required({
    name: 'OTEL_TRACES_EXPORTER',
    type: 'otlp or none',
    parse: oneOf(['otlp', 'none']),
    default: 'otlp',
    help: 'none switches traces off; a traceparent header from a caller is then passed on by nobody.',
  }),
  tracesSampler: optional({
    name: 'OTEL_TRACES_SAMPLER',
    type: SAMPLERS.join(', '),
    parse: oneOf(SAMPLERS),
    help: 'How requests without a traced caller are sampled. A caller’s decision is kept by every sampler.',
  }),
  tracesSamplerArg: optional({
    name: 'OTEL_TRACES_SAMPLER_ARG',
    type: 'number from 0 to 1',
    parse: ratio,
    help: 'Share of requests that traceidratio samplers keep; 1 if unset.',
  }),
  traceSampleRate: required({
    name: 'TRACE_SAMPLE_RATE',
    type: 'number from 0 to 1',
    parse: ratio,
    default: 1,
    help: 'Share of requests without a traced caller that are traced; OTEL_TRACES_SAMPLER wins over it.',
  }),
  traceResponseHeader: optional({
    name: 'GATEWATCH_TRACE_RESPONSE_HEADER',
    type: 'header name',
    parse: headerName,
    help: 'Response header that carries the trace id, e.g. x-trace-id; none if unset.',
  }),
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
  logsCorrelation: required({
    name: 'GATEWATCH_LOGS_CORRELATION',
    type: 'boolean',
    parse: boolean,
    default: true,
    help: 'Adds trace_id, span_id and trace_flags to log lines that are written during a request.',
  }),
  logsExport: required({
    name: 'GATEWATCH_LOGS_EXPORT',
    type: 'boolean',
    parse: boolean,
    default: false,
    help: 'Sends log records over OTLP as well.',
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
  shutdownDeadline: required({
    name: 'GATEWATCH_SHUTDOWN_DEADLINE_MS',
    type: 'milliseconds',
    parse: milliseconds,
    // Within the 10 s that `docker stop` grants by default.
    default: 8000,
    help: 'Time from a termination signal on for open requests to end and for the last export.',
  }),
} as const;

/** The table as a list, in the order of the reference. */
export const variableList: readonly Variable<unknown>[] = Object.values(variables);
