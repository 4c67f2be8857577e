import { HOUR, MINUTE } from '../duration';
import { binary } from '../promql';
import { alertPack, template } from '../rule';
import { THRESHOLDS } from '../thresholds';

const EXPORT_WINDOW = 5 * MINUTE;
const DROP_WINDOW = 10 * MINUTE;
const OVERFLOW_WINDOW = 1 * HOUR;
const EXPORTER = ['service', 'environment', 'instance', 'signal'] as const;
const SIGNAL = ['service', 'environment', 'signal'] as const;
const OVERFLOW = ['service', 'environment', 'metric', 'label'] as const;

/** Whether what the boards and traces show is complete. */
export const telemetry = alertPack({
  name: 'gateway.telemetry',
  reads: ['export', 'self'],
  alerts: {
    // `unless ... > 0` rather than `exported == 0`: it also holds when the series of exported items does not exist.
    GatewayTelemetryExportFailing: {
      severity: 'warning',
      condition: ({ q, window }) => {
        const over = { by: EXPORTER, window: window(EXPORT_WINDOW) };
        return binary(
          binary(q.increase('export.ended', over), '>', 0),
          'unless',
          binary(q.increase('export.exported', over), '>', 0),
        );
      },
      for: 5 * MINUTE,
      summary: 'A gateway cannot deliver its telemetry.',
      description: ({ q, window }) =>
        'Instance {{ $labels.instance }} of {{ $labels.service }} ({{ $labels.environment }}) handed ' +
        `{{ $value | humanize }} items (${template(q.label('export.ended', 'signal'))}) to its exporter over the last ${window(EXPORT_WINDOW)} ` +
        'and the collector accepted none.',
      board: 'gatewayOverview',
    },
    GatewayTelemetryDropped: {
      severity: 'warning',
      condition: ({ q, window }) => {
        const over = { by: SIGNAL, window: window(DROP_WINDOW) };
        return binary(
          binary(
            binary(q.rate('export.dropped', over), '/', q.rate('export.ended', over)),
            '>',
            THRESHOLDS.telemetryDropRatio,
          ),
          'and',
          binary(q.increase('export.dropped', over), '>=', THRESHOLDS.minDroppedItems),
        );
      },
      for: 5 * MINUTE,
      summary: 'A gateway drops telemetry.',
      description: ({ q, window }) =>
        '{{ $labels.service }} ({{ $labels.environment }}) gave up {{ $value | humanizePercentage }} of its ' +
        `${template(q.label('export.dropped', 'signal'))} over the last ${window(DROP_WINDOW)}.`,
      board: 'gatewayOverview',
    },
    GatewayCardinalityOverflow: {
      severity: 'info',
      condition: ({ q, window }) =>
        binary(
          q.increase('self.cardinality.overflow', { by: OVERFLOW, window: window(OVERFLOW_WINDOW) }),
          '>',
          0,
        ),
      for: 15 * MINUTE,
      summary: 'A metric has more label values than its cap.',
      description: ({ q, window }) =>
        `{{ $value | humanize }} samples of ${template(q.label('self.cardinality.overflow', 'metric'))} ` +
        `({{ $labels.service }}, {{ $labels.environment }}) were folded into "other" over the last ` +
        `${window(OVERFLOW_WINDOW)}, because "${template(q.label('self.cardinality.overflow', 'label'))}" had reached its cap. ` +
        'Totals are exact; detail is lost.',
      board: 'gatewayOverview',
    },
    GatewayInstrumentationDegraded: {
      severity: 'warning',
      condition: ({ q }) =>
        binary(q.aggregate('max', 'self.degraded', { by: ['service', 'environment', 'instance'] }), '>', 0),
      for: 10 * MINUTE,
      summary: 'The instrumentation of a gateway works with a part missing.',
      description: () =>
        'The instrumentation of {{ $labels.instance }} ({{ $labels.service }}, {{ $labels.environment }}) is degraded; ' +
        'its /health names the part.',
      board: 'gatewayOverview',
    },
  },
});
