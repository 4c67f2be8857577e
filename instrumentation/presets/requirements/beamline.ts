import type { Preset } from '../../contract';

/** Metrics that answer the requirements of the kinds metric, label set and buckets. */
export const beamlineRequirements: NonNullable<Preset['requirements']> = {
  'BG-M-01': 'idempotency.hits',
  'BG-M-02': 'idempotency.misses',
  'BG-M-03': 'idempotency.evictions',
  'BG-M-04': 'rate_limit.hits',
  'BG-M-05': 'rate_limit.misses',
  'BG-M-06': 'http.request.duration',
  'BG-M-07': 'http.connections.active',
  'BG-M-08': 'process.cpu',
  'BG-M-09': 'process.memory.resident',
  'BG-M-10': 'runtime.heap.used',
  'BG-M-11': 'runtime.eventloop.lag.p99',
  'BG-M-12': 'runtime.gc.duration',
  'BG-L-01': 'idempotency.hits',
  'BG-L-02': 'idempotency.misses',
  'BG-L-03': 'idempotency.evictions',
  'BG-L-04': 'rate_limit.hits',
  'BG-L-05': 'http.request.duration',
  'BG-L-06': 'http.connections.active',
  'BG-B-01': 'http.request.duration',
};
