import { percent } from '../conditions';
import { MINUTE } from '../duration';
import { binary, type Expression } from '../promql';
import { alertPack } from '../rule';
import type { Scope } from '../scope';
import { STACK } from '../thresholds/stack';
import { TARGET } from './targets';

const WINDOW = 10 * MINUTE;
const QUEUE = [...TARGET, 'exporter', 'data_type'] as const;
const EXPORTER = [...TARGET, 'exporter'] as const;

/** Spans or log records of which a count rose; each side is cut by itself, so that one without series hides nothing. */
function eitherRises(spans: Expression, logs: Expression): Expression {
  return binary(binary(spans, '>=', STACK.minLostItems), 'or', binary(logs, '>=', STACK.minLostItems));
}

/** The collector, on the way of every span and log record. */
export const collector = alertPack({
  name: 'stack.collector',
  reads: ['stack'],
  alerts: {
    CollectorQueueFilling: {
      severity: 'warning',
      condition: ({ everywhere: q }) =>
        binary(
          binary(
            q.aggregate('max', 'collector.queue.size', { by: QUEUE }),
            '/',
            q.aggregate('max', 'collector.queue.capacity', { by: QUEUE }),
          ),
          '>',
          STACK.queueRatio,
        ),
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'A sending queue of the collector is nearly full.',
      description: () =>
        'The queue of exporter {{ $labels.exporter }} ({{ $labels.data_type }}) on {{ $labels.instance }} is ' +
        `{{ $value | humanizePercentage }} full; above ${percent(STACK.queueRatio)} a burst is lost.`,
    },
    CollectorExportFailing: {
      severity: 'warning',
      condition: ({ everywhere: q, window }: Scope) => {
        const over = { by: EXPORTER, window: window(WINDOW) };
        return eitherRises(
          q.increase('collector.spans.failed', over),
          q.increase('collector.logs.failed', over),
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'The collector gives up telemetry that its backend does not take.',
      description: ({ window }) =>
        'Exporter {{ $labels.exporter }} on {{ $labels.instance }} gave up {{ $value | humanize }} spans or log records ' +
        `over the last ${window(WINDOW)}: its backend refuses them or cannot be reached.`,
    },
    CollectorRefusesData: {
      severity: 'warning',
      condition: ({ everywhere: q, window }: Scope) => {
        const over = { by: TARGET, window: window(WINDOW) };
        return eitherRises(
          q.increase('collector.spans.refused', over),
          q.increase('collector.logs.refused', over),
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'The collector refuses telemetry of gateways.',
      description: ({ window }) =>
        'The collector on {{ $labels.instance }} refused {{ $value | humanize }} spans or log records over the last ' +
        `${window(WINDOW)}, as a rule because it has reached its memory limit.`,
    },
    CollectorTracesDroppedEarly: {
      severity: 'warning',
      condition: ({ everywhere: q, window }) =>
        binary(
          q.increase('collector.traces.dropped_early', { by: TARGET, window: window(WINDOW) }),
          '>=',
          STACK.minTracesDropped,
        ),
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'The sampler forgets traces before it decides on them.',
      description: ({ window }) =>
        'The sampler on {{ $labels.instance }} dropped {{ $value | humanize }} traces undecided over the last ' +
        `${window(WINDOW)}: more traces begin than fit into its memory for the time of a decision.`,
    },
  },
});
