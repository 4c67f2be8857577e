import { milliseconds, oneOf } from './parse';
import { required } from './variable';

const EXPORTERS = ['none', 'prometheus', 'otlp'] as const;

/** Variables of the push of metrics; `/metrics` is there whatever they say. */
export const metricsVariables = {
  metricsExporter: required<(typeof EXPORTERS)[number]>({
    name: 'OTEL_METRICS_EXPORTER',
    type: EXPORTERS.join(', '),
    parse: oneOf(EXPORTERS),
    default: 'none',
    help: 'otlp pushes all metrics over OTLP as well, cumulative; none and prometheus leave them to /metrics.',
  }),
  metricsInterval: required({
    name: 'OTEL_METRIC_EXPORT_INTERVAL',
    type: 'milliseconds',
    parse: milliseconds,
    default: 60_000,
    help: 'Time between two pushes of the metrics.',
  }),
} as const;
