import { integer, milliseconds, oneOf } from './parse';
import { required } from './variable';

const EXPORTERS = ['none', 'prometheus', 'otlp'] as const;

/** A year: whoever waits longer means never, which is 0. */
const MAX_IDLE_HOURS = 8760;

/** Variables of the metrics beyond `/metrics`, which is there whatever they say. */
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
  seriesIdleHours: required({
    name: 'GATEWATCH_SERIES_IDLE_HOURS',
    type: 'hours',
    parse: integer(0, MAX_IDLE_HOURS),
    default: 0,
    help: 'Series of tenants, routes and other open labels in which nothing was counted for so long are dropped, and begin anew at 0 when they are used again; 0 keeps them. Workers of a cluster keep them always.',
  }),
} as const;
