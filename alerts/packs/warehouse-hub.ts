import { percent, quantileAbove, shareAbove } from '../conditions';
import { MINUTE } from '../duration';
import { binary } from '../promql';
import { alertPack } from '../rule';
import { WAREHOUSE_HUB } from '../thresholds/warehouse-hub';
import { failedShare } from './failed-share';
import { SERVICE, SERVICE_TEXT } from './targets';

const WINDOW = 5 * MINUTE;

/** Rules of the Warehouse Hub: what is critical for an order, from the request to the webhook. */
export const warehouseHub = alertPack({
  name: 'warehouse-hub',
  byPreset: true,
  reads: ['http', 'database', 'tenant-business'],
  replaces: ['GatewayHighErrorRatio', 'GatewayHighLatencyP95'],
  alerts: {
    // WH-R-01
    HttpErrorRateHigh: {
      severity: 'critical',
      condition: (scope) =>
        shareAbove(failedShare(scope, WINDOW), WAREHOUSE_HUB.errorRatio, WAREHOUSE_HUB.minFailed),
      for: 2 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'The hub fails too many requests.',
      description: ({ window }) =>
        `{{ $value | humanizePercentage }} of the requests to ${SERVICE_TEXT} failed over the last ${window(WINDOW)}; ` +
        `more than ${percent(WAREHOUSE_HUB.errorRatio)} is too much.`,
      board: 'systemHealth',
    },
    // WH-R-02
    HttpLatencyHigh: {
      severity: 'warning',
      condition: ({ q, window }) => {
        const over = { by: SERVICE, window: window(WINDOW) };
        return quantileAbove(
          q.quantile(0.95, 'http.request.duration', over),
          WAREHOUSE_HUB.latencyP95Seconds,
          q.increaseAbove(WAREHOUSE_HUB.latencyP95Seconds, 'http.request.duration', over),
          WAREHOUSE_HUB.minSlow,
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'The hub answers slowly.',
      description: ({ window }) =>
        `One in twenty requests to ${SERVICE_TEXT} took {{ $value | humanizeDuration }} or longer over the last ` +
        `${window(WINDOW)}; the bound is ${WAREHOUSE_HUB.latencyP95Seconds} s.`,
      board: 'systemHealth',
    },
    // WH-R-03
    DatabaseQueriesSlow: {
      severity: 'warning',
      condition: ({ q, window }) => {
        const over = { by: SERVICE, window: window(WINDOW) };
        return quantileAbove(
          q.quantile(0.95, 'db.query.duration', over),
          WAREHOUSE_HUB.queryP95Seconds,
          q.increaseAbove(WAREHOUSE_HUB.queryP95Seconds, 'db.query.duration', over),
          WAREHOUSE_HUB.minSlow,
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Database queries are slow.',
      description: ({ window }) =>
        `One in twenty database queries of ${SERVICE_TEXT} took {{ $value | humanizeDuration }} or longer over the last ` +
        `${window(WINDOW)}; the bound is ${WAREHOUSE_HUB.queryP95Seconds} s.`,
      board: 'systemHealth',
    },
    // WH-R-04
    WebhookDeliveriesFailing: {
      severity: 'critical',
      condition: ({ q, window }) => {
        const over = { by: SERVICE, window: window(WINDOW) };
        const lost = { ...over, where: { outcome: 'dead_lettered' } } as const;
        return shareAbove(
          {
            part: q.rate('webhooks.deliveries', lost),
            whole: q.rate('webhooks.deliveries', over),
            count: q.increase('webhooks.deliveries', lost),
          },
          WAREHOUSE_HUB.deadLetterRatio,
          WAREHOUSE_HUB.minFailed,
        );
      },
      for: 2 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Too many webhooks are given up.',
      description: ({ window }) =>
        `{{ $value | humanizePercentage }} of the webhooks of ${SERVICE_TEXT} were given up over the last ` +
        `${window(WINDOW)}; more than ${percent(WAREHOUSE_HUB.deadLetterRatio)} is too much.`,
      board: 'businessOperations',
    },
    // WH-R-05
    DatabaseConnectionsExhausted: {
      severity: 'critical',
      condition: ({ q }) =>
        binary(
          q.aggregate('max', 'db.pool.waiting', { by: ['service', 'environment', 'instance', 'pool'] }),
          '>',
          0,
        ),
      for: 1 * MINUTE,
      keepFiringFor: 1 * MINUTE,
      summary: 'Requests wait for a database connection.',
      description: () =>
        `{{ $value | humanize }} requests on {{ $labels.instance }} (${SERVICE_TEXT}) wait for a connection of pool ` +
        '{{ $labels.pool }}: all of its connections are in use.',
      board: 'systemHealth',
    },
  },
});
