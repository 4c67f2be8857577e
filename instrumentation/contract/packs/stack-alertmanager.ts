import { capped } from '../label';
import { counter, gauge } from '../metric';

const integration = capped('integration', 30, 'Kind of receiver, e.g. `slack`.');

// Capped and not closed: one of the reasons that Alertmanager names is `other`, which is how overflow is spelled here.
const reason = capped('reason', 5, 'Why it could not be delivered, e.g. `clientError`.');

/** What rules read of Alertmanager. */
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
} as const;
