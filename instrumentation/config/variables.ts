import { adminVariables } from './admin-variables';
import { clusterVariables } from './cluster-variables';
import { exportVariables } from './export-variables';
import { configFileVariable } from './file';
import { HOOK_NAMES, hookList } from './hooks';
import { librariesVariable } from './libraries';
import { metricsVariables } from './metrics-variables';
import { otlpSignalVariables } from './otlp-variables';
import { boolean, headerName, integer, milliseconds, oneOf, ratio, text } from './parse';
import { routeList } from './routes';
import { presetVariable } from './preset';
import { redactionVariables } from './redaction-variables';
import { serviceVariables } from './service-variables';
import { tracesExporterVariable } from './traces-exporter';
import { tracingVariables } from './tracing-variables';
import { optional, required, type Variable } from './variable';

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** Far above what a process can write; it catches a slip of the keyboard. */
const MAX_LOGS_PER_SECOND = 1_000_000;

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
  configFile: configFileVariable,
  preset: presetVariable,
  disabledHooks: required({
    name: 'GATEWATCH_DISABLED_HOOKS',
    type: `list of ${HOOK_NAMES.join(', ')}`,
    parse: hookList,
    default: [],
    help: 'Hooks into Node.js and frameworks that are not installed.',
  }),
  routes: required({
    name: 'GATEWATCH_ROUTES',
    type: 'list of [METHOD] /path',
    parse: routeList,
    default: [],
    help: 'Route templates of a gateway without a framework, e.g. GET /orders/:id,/files/*; a framework’s own routes win.',
  }),
  ...serviceVariables,
  metricsEnabled: required({
    name: 'OTEL_METRICS_ENABLED',
    type: 'boolean',
    parse: boolean,
    default: true,
    help: 'False leaves out the HTTP and runtime metrics; the preload still counts what concerns itself.',
  }),
  ...adminVariables,
  ...metricsVariables,
  ...clusterVariables,
  tracesExporter: tracesExporterVariable,
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
  ...tracingVariables,
  libraries: librariesVariable,
  ...redactionVariables,
  ...exportVariables,
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
  logLevel: required({
    name: 'LOG_LEVEL',
    type: 'text',
    parse: text,
    default: 'info',
    help: 'Level that /observability shows for the gateway’s loggers; nothing is changed by it.',
  }),
  logsExportRate: required({
    name: 'GATEWATCH_LOGS_EXPORT_RATE',
    type: 'number of items per second',
    parse: integer(1, MAX_LOGS_PER_SECOND),
    // A few lines for each of some hundred requests a second; a loop that logs gets no further than this.
    default: 1000,
    help: 'Most log records that are sent per second; what comes on top is dropped and counted. The gateway’s own output is never limited.',
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
export const variableList: readonly Variable<unknown>[] = [
  variables,
  ...Object.values(otlpSignalVariables),
].flatMap((group): readonly Variable<unknown>[] => Object.values(group));
