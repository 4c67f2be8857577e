import * as units from '@grafana/grafana-foundation-sdk/units';
import { STACK } from '../../../alerts';
import { type BoardDefinition } from '../../kit/definition';
import { ratioOrZero } from '../../kit/ratio-or-zero';
import { top } from '../../kit/expressions';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { duration, instant, level, range, rate, share, stat } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { alive, processRow } from './process';
import { rangeLink } from './range-link';

const links = [rangeLink('Alerts', 'alertEvents'), rangeLink('Prometheus', 'prometheus')];
const INSTANCE = '{{instance}}';
const by = ['instance'] as const;
/** Alertmanager knows some twenty kinds of receivers; a stack uses a few of them. */
const KINDS = 5;

/** Alertmanager: the last part of the way from a rule to a person. */
export const alertmanagerBoard: BoardDefinition = {
  name: 'alertmanager',
  folder: 'platform',
  needs: ['stack'],
  description: 'Alertmanager about itself: what it knows, what it keeps quiet, and whether messages arrive.',
  tags: ['stack'],
  scope: 'stack',
  rows: (sources) => [alerts(sources), delivery(sources), processRow('alertmanager', 3, links)],
};

function alerts(sources: Sources): RowSpec {
  const { everywhere: q } = sources;
  return {
    id: 1,
    title: 'Alerts',
    panels: [
      alive(sources, 'alertmanager', 101, links),
      stat({
        id: 102,
        title: 'Configuration',
        width: 4,
        height: 8,
        unit: units.NoUnit,
        description: {
          shows: 'Whether Alertmanager runs with the configuration that it read last.',
          bad: 'Refused: the receivers from before are still in force.',
          next: 'Its log names the line; amtool check-config finds it before.',
        },
        queries: { loaded: instant(q.aggregate('min', 'alertmanager.config.reloaded', { by }), INSTANCE) },
        valueTexts: { 0: { text: 'refused', color: 'red' }, 1: { text: 'in force', color: 'green' } },
        threshold: { value: 1, bad: 'below' },
        alerts: ['StackConfigNotLoaded'],
        dataLinks: links,
      }),
      level({
        id: 103,
        title: 'Alerts by state',
        width: 8,
        unit: units.Short,
        stacked: true,
        description: {
          shows:
            'Alerts that Alertmanager knows: active, kept quiet by a silence or another alert, not yet looked at.',
          bad: 'Many suppressed ones that nobody silenced on purpose, or none at all: the Watchdog is always active.',
          next: 'See Silences; for none at all look at Received and at the board of Prometheus.',
        },
        queries: { alerts: range(q.aggregate('max', 'alertmanager.alerts', { by: ['state'] }), '{{state}}') },
        dataLinks: links,
      }),
      level({
        id: 104,
        title: 'Silences',
        width: 8,
        unit: units.Short,
        description: {
          shows: 'Silences by state. An acknowledgement of an alert is one, too.',
          bad: 'Active ones that nobody remembers: they hide the next outage.',
          next: 'Alertmanager lists them with author and comment; expire what is over.',
        },
        queries: {
          silences: range(q.aggregate('max', 'alertmanager.silences', { by: ['state'] }), '{{state}}'),
        },
        dataLinks: links,
      }),
      rate({
        id: 105,
        title: 'Received',
        width: 24,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Alerts that Prometheus sent, each second. Firing ones are sent again and again.',
          bad: 'No firing ones: the Watchdog always fires, so the two do not reach each other.',
          next: 'Look at Alerts dropped on the board of Prometheus.',
        },
        queries: {
          received: range(q.rate('alertmanager.alerts.received', { by: ['status'], window }), '{{status}}'),
        },
        alerts: ['PrometheusAlertsDropped'],
        dataLinks: links,
      }),
    ],
  };
}

function delivery({ everywhere: q }: Sources): RowSpec {
  const kind = { by: ['integration'], window } as const;
  const sent = q.rate('alertmanager.notifications', kind);
  const failed = q.rate('alertmanager.notifications.failed', kind);
  return {
    id: 2,
    title: 'Delivery',
    panels: [
      rate({
        id: 201,
        title: 'Notifications',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: `Notifications by kind of receiver, each second; the ${KINDS} busiest kinds.`,
          bad: 'A storm: one cause pages many times. Routing should group it.',
          next: 'See on the board of alerts what fires; add an inhibition or a grouping label.',
        },
        queries: { sent: range(top(KINDS, sent), '{{integration}}') },
        dataLinks: links,
      }),
      share({
        id: 202,
        title: 'Failed notifications',
        width: 8,
        description: {
          shows: `Share of notifications that could not be delivered, of the ${KINDS} worst kinds of receivers; 0 without any.`,
          bad: 'Above the line: pages do not arrive.',
          next: 'Failures by reason tells a wrong address or token from a receiver that is away.',
        },
        queries: {
          failed: range(top(KINDS, ratioOrZero(failed, sent)), '{{integration}}', { quietWhenHealthy: true }),
        },
        threshold: { value: STACK.notificationFailureRatio, bad: 'above' },
        alerts: ['AlertmanagerDeliveryFailing'],
        dataLinks: links,
      }),
      rate({
        id: 203,
        title: 'Failures by reason',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Notifications that could not be delivered, each second, by reason.',
          bad: 'Anything above 0.',
          next: 'clientError: address or token; serverError: the receiver; contextDeadlineExceeded: it does not answer.',
        },
        queries: {
          failed: range(
            q.rate('alertmanager.notifications.failed', { by: ['reason'], window }),
            '{{reason}}',
            { quietWhenHealthy: true },
          ),
        },
        alerts: ['AlertmanagerDeliveryFailing'],
        dataLinks: links,
      }),
      duration({
        id: 204,
        title: 'p95 of deliveries',
        width: 24,
        idle: 'no notification in range',
        description: {
          shows: '95th percentile of the time that a delivery took, over all receivers.',
          bad: 'Seconds: a receiver that answers late delays every page behind it.',
          next: 'Failures by reason; then the status page of the receiver.',
        },
        queries: {
          p95: range(q.quantile(0.95, 'alertmanager.notification.duration', { window }), 'p95'),
          mean: range(q.mean('alertmanager.notification.duration', { window }), 'mean'),
        },
        dataLinks: links,
      }),
    ],
  };
}
