import { MINUTE } from '../duration';
import { binary } from '../promql';
import { alertPack } from '../rule';
import { THRESHOLDS } from '../thresholds';

const TARGET = ['service', 'environment', 'instance'] as const;
const RESTART_WINDOW = 15 * MINUTE;

/** The Node.js process under the gateway. */
export const runtime = alertPack({
  name: 'gateway.runtime',
  reads: ['runtime'],
  alerts: {
    GatewayEventLoopLag: {
      severity: 'warning',
      condition: ({ q }) =>
        binary(
          q.aggregate('max', 'runtime.eventloop.lag.p99', { by: TARGET }),
          '>',
          THRESHOLDS.eventLoopLagSeconds,
        ),
      for: 5 * MINUTE,
      summary: 'The event loop of a gateway is blocked.',
      description: () =>
        'The event loop of {{ $labels.instance }} ({{ $labels.service }}, {{ $labels.environment }}) is late by ' +
        `{{ $value | humanizeDuration }} at the 99th percentile; more than ${THRESHOLDS.eventLoopLagSeconds} s delays every request.`,
      board: 'gatewayOverview',
    },
    GatewayRestarting: {
      severity: 'warning',
      condition: ({ q, window }) =>
        binary(
          q.changes('process.start_time', { by: TARGET, window: window(RESTART_WINDOW) }),
          '>',
          THRESHOLDS.restarts,
        ),
      for: 1 * MINUTE,
      summary: 'A gateway restarts again and again.',
      description: ({ window }) =>
        'Instance {{ $labels.instance }} of {{ $labels.service }} ({{ $labels.environment }}) restarted ' +
        `{{ $value | humanize }} times over the last ${window(RESTART_WINDOW)}.`,
      board: 'gatewayOverview',
    },
  },
});
