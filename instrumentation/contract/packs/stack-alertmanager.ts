import { capped, closed } from '../label';
import { counter, gauge, histogram } from '../metric';

const integration = capped('integration', 30, 'Kind of receiver, e.g. `slack`.');

// Capped and not closed: one of the reasons that Alertmanager names is `other`, which is how overflow is spelled here.
const reason = capped('reason', 5, 'Why it could not be delivered, e.g. `clientError`.');

/** What rules and boards read of Alertmanager. */
export const alertmanager = {
  'alertmanager.notifications': counter({
    name: 'alertmanager_notifications_total',
    unit: '1',
    help: 'Notifications that Alertmanager tried to deliver, by kind of receiver.',
    labels: { integration },
    seriesBudget: 31,
    source: 'alertmanager',
    why: 'The share of notifications that fail needs all of them as its whole.',
  }),
  'alertmanager.notifications.failed': counter({
    name: 'alertmanager_notifications_failed_total',
    unit: '1',
    help: 'Notifications that could not be delivered, by kind of receiver and reason.',
    labels: { integration, reason },
    seriesBudget: 155,
    source: 'alertmanager',
    why: 'A page that does not arrive is noticed by nobody who waits for it.',
  }),
  'alertmanager.config.reloaded': gauge({
    name: 'alertmanager_config_last_reload_successful',
    unit: '1',
    help: '1 if Alertmanager runs with the configuration that it read last, else 0.',
    labels: {},
    seriesBudget: 1,
    source: 'alertmanager',
    why: 'A configuration that was refused leaves the old receivers in force without any other sign.',
  }),
  'alertmanager.alerts': gauge({
    name: 'alertmanager_alerts',
    unit: '1',
    help: 'Alerts that Alertmanager knows, by what it does with them.',
    labels: {
      state: closed(
        'state',
        ['active', 'suppressed', 'unprocessed'],
        '`suppressed`: a silence or another alert keeps it quiet.',
      ),
    },
    seriesBudget: 3,
    source: 'alertmanager',
    why: 'How many alerts are kept quiet shows in no rule and in no message.',
  }),
  'alertmanager.alerts.received': counter({
    name: 'alertmanager_alerts_received_total',
    unit: '1',
    help: 'Alerts that Prometheus sent, by what they say.',
    labels: { status: closed('status', ['firing', 'resolved'], 'Whether the alert fires.') },
    seriesBudget: 2,
    source: 'alertmanager',
    why: 'Prometheus sends again and again while it fires: silence here means that the two do not reach each other.',
  }),
  'alertmanager.silences': gauge({
    name: 'alertmanager_silences',
    unit: '1',
    help: 'Silences, by state.',
    labels: { state: closed('state', ['active', 'pending', 'expired'], 'Whether the silence is in force.') },
    seriesBudget: 3,
    source: 'alertmanager',
    why: 'A silence that is forgotten hides the next outage.',
  }),
  'alertmanager.notification.duration': histogram({
    name: 'alertmanager_notification_latency_seconds',
    unit: 'seconds',
    help: 'Time that the delivery of a notification took, by kind of receiver.',
    labels: { integration },
    buckets: [1, 5, 10, 15, 20],
    seriesBudget: 31,
    source: 'alertmanager',
    why: 'A receiver that answers late delays every page behind it.',
  }),
} as const;
