import { percent, shareAbove } from '../conditions';
import { MINUTE } from '../duration';
import { binary } from '../promql';
import { alertPack } from '../rule';
import { STACK } from '../thresholds/stack';
import { TARGET } from './targets';

const WINDOW = 10 * MINUTE;
const RECEIVER = [...TARGET, 'integration'] as const;

/** The last part of the way from a rule to a person. */
export const alertmanager = alertPack({
  name: 'stack.alertmanager',
  reads: ['stack'],
  alerts: {
    AlertmanagerDeliveryFailing: {
      severity: 'critical',
      condition: ({ everywhere: q, window }) => {
        const over = { by: RECEIVER, window: window(WINDOW) };
        return shareAbove(
          {
            part: q.rate('alertmanager.notifications.failed', over),
            whole: q.rate('alertmanager.notifications', over),
            count: q.increase('alertmanager.notifications.failed', over),
          },
          STACK.notificationFailureRatio,
          STACK.minFailedNotifications,
        );
      },
      // Whoever should be told is not: that has to be known within five minutes.
      for: 2 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Notifications do not arrive.',
      description: ({ window }) =>
        'Alertmanager {{ $labels.instance }} could not deliver {{ $value | humanizePercentage }} of its ' +
        `{{ $labels.integration }} notifications over the last ${window(WINDOW)}; more than ` +
        `${percent(STACK.notificationFailureRatio)} is too much.`,
    },
    StackConfigNotLoaded: {
      severity: 'warning',
      // Each binary shows its own gauge under its own job, so that neither side of the `or` can hide the other.
      condition: ({ everywhere: q }) => {
        const by = ['job', ...TARGET] as const;
        return binary(
          binary(q.aggregate('min', 'prometheus.config.reloaded', { by }), '==', 0),
          'or',
          binary(q.aggregate('min', 'alertmanager.config.reloaded', { by }), '==', 0),
        );
      },
      for: 5 * MINUTE,
      summary: 'A part of the stack runs with an old configuration.',
      description: () =>
        '{{ $labels.job }} on {{ $labels.instance }} could not load its configuration and goes on with the one before: ' +
        'what was changed since then is not in force.',
    },
  },
});
