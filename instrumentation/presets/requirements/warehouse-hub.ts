import type { Preset } from '../../contract';

/** Metrics that answer the requirements of the kinds metric, label set and buckets. */
export const warehouseHubRequirements: NonNullable<Preset['requirements']> = {
  'WH-M-01': 'http.request.duration',
  'WH-M-02': 'http.requests',
  'WH-M-03': 'db.query.duration',
  'WH-M-04': 'orders.processed',
  'WH-M-05': 'webhooks.deliveries',
  'WH-M-06': 'http.errors',
  'WH-M-07': 'process.cpu',
  'WH-M-08': 'process.memory.resident',
  'WH-M-09': 'http.connections.active',
  'WH-M-10': 'db.pool.connections',
  'WH-M-11': 'tenant.requests',
  'WH-M-12': 'tenant.operations',
  'WH-M-13': 'operation.duration',
  'WH-M-14': 'webhooks.age',
  'WH-L-01': 'http.request.duration',
  'WH-L-02': 'http.requests',
  'WH-L-03': 'http.errors',
  'WH-L-04': 'orders.processed',
  'WH-L-05': 'webhooks.deliveries',
  'WH-L-06': 'tenant.requests',
  'WH-L-07': 'tenant.operations',
  'WH-L-08': 'db.query.duration',
  'WH-B-01': 'http.request.duration',
  'WH-B-02': 'db.query.duration',
};
