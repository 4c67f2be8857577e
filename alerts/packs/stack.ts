import { MINUTE } from '../duration';
import { always, binary, noneOf } from '../promql';
import { alertPack } from '../rule';

/** The observability stack about itself. */
export const stack = alertPack({
  name: 'stack',
  reads: ['stack'],
  alerts: {
    StackTargetDown: {
      severity: 'warning',
      condition: ({ everywhere, gatewayJobs }) =>
        binary(
          everywhere.aggregate('min', 'prometheus.up', {
            where: { job: noneOf(gatewayJobs) },
            by: ['job', 'service', 'environment', 'instance'],
          }),
          '==',
          0,
        ),
      for: 5 * MINUTE,
      summary: 'A part of the observability stack cannot be scraped.',
      description: () =>
        'Target {{ $labels.instance }} of the job "{{ $labels.job }}" does not answer on its metrics endpoint.',
      board: 'gatewayOverview',
    },
    // The only rule that fires all the time: its silence, noticed at the receiver, means that alerting is broken.
    Watchdog: {
      severity: 'info',
      condition: always,
      for: 0,
      summary: 'Alerting works.',
      description: () =>
        'This alert fires all the time, to show that Prometheus evaluates rules and that Alertmanager delivers. ' +
        'Act when it stops.',
      board: 'gatewayOverview',
    },
  },
});
