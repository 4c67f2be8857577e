import { MINUTE } from '../../duration';
import { warehouseHub } from '../../packs/warehouse-hub';
import { WAREHOUSE_HUB } from '../../thresholds';
import type { PackCases } from '../case';
import { gaugeCases, quantileCases, shareCases, timing } from '../kinds';
import { instanceOf, serviceOf } from '../series';
import { counter } from '../values';
import { requestShare } from './requests';

const WINDOW = 5 * MINUTE;

export const warehouseHubCases: PackCases = (s) => {
  const { alerts } = warehouseHub;
  return [
    ...shareCases({
      ...timing('HttpErrorRateHigh', alerts.HttpErrorRateHigh, WINDOW),
      threshold: WAREHOUSE_HUB.errorRatio,
      least: WAREHOUSE_HUB.minFailed,
      ...requestShare(s),
    }),
    ...quantileCases({
      ...timing('HttpLatencyHigh', alerts.HttpLatencyHigh, WINDOW),
      q: 0.95,
      bound: WAREHOUSE_HUB.latencyP95Seconds,
      least: WAREHOUSE_HUB.minSlow,
      low: 0.1,
      high: 2,
      labels: serviceOf,
      series: (target, observations) =>
        s.histogram(
          'http.request.duration',
          { method: 'GET', route: '/orders', status_code: '200' },
          target,
          observations,
        ),
      quantile: (counts) => s.quantile(0.95, 'http.request.duration', counts),
    }),
    ...quantileCases({
      ...timing('DatabaseQueriesSlow', alerts.DatabaseQueriesSlow, WINDOW),
      q: 0.95,
      bound: WAREHOUSE_HUB.queryP95Seconds,
      least: WAREHOUSE_HUB.minSlow,
      low: 0.005,
      high: 0.9,
      labels: serviceOf,
      series: (target, observations) =>
        s.histogram('db.query.duration', { query_type: 'select' }, target, observations),
      quantile: (counts) => s.quantile(0.95, 'db.query.duration', counts),
    }),
    ...shareCases({
      ...timing('WebhookDeliveriesFailing', alerts.WebhookDeliveriesFailing, WINDOW),
      threshold: WAREHOUSE_HUB.deadLetterRatio,
      least: WAREHOUSE_HUB.minFailed,
      labels: serviceOf,
      part: (target, phases) => [
        s.series(
          'webhooks.deliveries',
          { tenant: 'acme', outcome: 'dead_lettered' },
          target,
          counter(...phases),
        ),
      ],
      rest: (target, phases) => [
        s.series('webhooks.deliveries', { tenant: 'acme', outcome: 'delivered' }, target, counter(...phases)),
      ],
    }),
    ...gaugeCases({
      ...timing('DatabaseConnectionsExhausted', alerts.DatabaseConnectionsExhausted),
      values: { calm: 0, last: 0, first: 3 },
      labels: (target) => ({ ...instanceOf(target), ...s.exposed('db.pool.waiting', { pool: 'main' }) }),
      series: (target, values) => [s.series('db.pool.waiting', { pool: 'main' }, target, values)],
    }),
  ];
};
