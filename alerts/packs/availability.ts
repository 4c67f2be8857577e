import { MINUTE } from '../duration';
import { binary } from '../promql';
import { alertPack } from '../rule';

const TARGET = ['service', 'environment', 'instance'] as const;

/** Whether the gateways are there at all. */
export const availability = alertPack({
  name: 'gateway.availability',
  reads: ['stack'],
  alerts: {
    GatewayDown: {
      severity: 'critical',
      condition: ({ q }) => binary(q.aggregate('min', 'prometheus.up', { by: TARGET }), '==', 0),
      for: 1 * MINUTE,
      summary: 'A gateway cannot be scraped.',
      description: () =>
        'Instance {{ $labels.instance }} of {{ $labels.service }} ({{ $labels.environment }}) does not answer on its ' +
        'metrics endpoint: the process is down, hangs, or cannot be reached.',
      board: 'gatewayOverview',
    },
    // GatewayDown needs a target. When the last one of a job vanishes from service discovery, nothing else would notice.
    GatewayTargetsMissing: {
      severity: 'critical',
      condition: ({ everywhere, gatewayJobs }) =>
        gatewayJobs
          .map((job) => everywhere.absent('prometheus.up', { job }))
          .reduce((missing, next) => binary(missing, 'or', next)),
      for: 2 * MINUTE,
      summary: 'Prometheus knows no gateway at all.',
      description: () =>
        'No scrape target of the job "{{ $labels.job }}" is left, so no other alert about these gateways can fire: ' +
        'they are gone, or service discovery no longer selects them.',
      board: 'gatewayOverview',
    },
  },
});
