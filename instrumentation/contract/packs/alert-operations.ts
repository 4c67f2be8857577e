import { capped, closed } from '../label';
import { counter, gauge, histogram } from '../metric';

/** Seconds. People answer pages within minutes and cure causes within hours. */
export const OPERATIONS_DURATION_BUCKETS = [10, 60, 300, 900, 1_800, 3_600, 14_400, 86_400] as const;

const alertname = capped('alertname', 200, 'Name of the rule.');
const severity = closed('severity', ['critical', 'warning', 'info'], 'How urgent the alert is.');
const yesNo = ['yes', 'no'] as const;

/** What the alert operations server knows of alerts and of those who look after them. */
export const alertOperations = {
  'operations.alerts': gauge({
    name: 'alert_operations_alerts',
    unit: '1',
    help: 'Alerts that fire, by what is done about them.',
    labels: {
      status: closed('status', ['firing', 'acknowledged', 'suppressed'], 'What is done about the alert.'),
    },
    seriesBudget: 3,
    source: 'operations',
    why: 'An alert that somebody works on needs nobody else; the others do.',
  }),
  'operations.oldest_unacknowledged': gauge({
    name: 'alert_operations_oldest_unacknowledged_seconds',
    unit: 'seconds',
    help: 'Age of the oldest alert that nobody has acknowledged; 0 without one.',
    labels: {},
    seriesBudget: 1,
    source: 'operations',
    why: 'The one number that says whether somebody is there.',
  }),
  'operations.actions': counter({
    name: 'alert_operations_actions_total',
    unit: '1',
    help: 'Calls that change something, by action and by what came of them.',
    labels: {
      action: closed(
        'action',
        ['acknowledge', 'unacknowledge', 'suppress', 'unsuppress', 'test', 'webhook'],
        'What was asked for.',
      ),
      outcome: closed('outcome', ['done', 'pending', 'refused', 'failed'], 'What came of it.'),
    },
    seriesBudget: 24,
    source: 'operations',
    why: 'Says whether people use what there is, and whether it works when they need it.',
  }),
  'operations.escalations': counter({
    name: 'alert_operations_escalations_total',
    unit: '1',
    help: 'Escalations that this server was the first to see due.',
    labels: {},
    seriesBudget: 1,
    source: 'operations',
    why: 'Each one is a page that nobody answered in time.',
  }),
  'operations.fired': counter({
    name: 'alert_operations_fired_total',
    appears: 'with the first alert',
    unit: '1',
    help: 'Alerts that began to fire, by name and severity.',
    labels: { alertname, severity },
    seriesBudget: 603,
    source: 'operations',
    why: 'How often an alert fires is what it costs people; how long is another question.',
  }),
  'operations.time_to_acknowledge': histogram({
    name: 'alert_operations_time_to_acknowledge_seconds',
    appears: 'with the first alert that is acknowledged',
    unit: 'seconds',
    help: 'Time from the begin of an alert to its first acknowledgement, by name and severity.',
    labels: { alertname, severity },
    buckets: OPERATIONS_DURATION_BUCKETS,
    seriesBudget: 603,
    source: 'operations',
    why: 'How long an alert waits for a person; it is what rotations and channels are judged by.',
  }),
  'operations.time_to_resolve': histogram({
    name: 'alert_operations_time_to_resolve_seconds',
    appears: 'with the first alert that ends',
    unit: 'seconds',
    help: 'Time from the begin of an alert to its end, by name and severity.',
    labels: { alertname, severity },
    buckets: OPERATIONS_DURATION_BUCKETS,
    seriesBudget: 603,
    source: 'operations',
    why: 'How long a cure takes, by kind of alert: where a runbook or a fix is worth most.',
  }),
  'operations.ended': counter({
    name: 'alert_operations_ended_total',
    unit: '1',
    help: 'Alerts that ended, by whether they were escalated and whether anybody acknowledged them.',
    labels: {
      escalated: closed('escalated', yesNo, 'Whether it was escalated.'),
      acknowledged: closed('acknowledged', yesNo, 'Whether anybody acknowledged it.'),
    },
    seriesBudget: 4,
    source: 'operations',
    why: 'Of the escalated ones the share that was acknowledged says whether escalating helps.',
  }),
  'operations.denied': counter({
    name: 'alert_operations_denied_total',
    unit: '1',
    help: 'Calls without the right token, or too many.',
    labels: {},
    seriesBudget: 1,
    source: 'operations',
    why: 'Somebody tries to keep alerts quiet, or a token was changed on one side only.',
  }),
  'operations.looks': counter({
    name: 'alert_operations_looks_total',
    unit: '1',
    help: 'Times that Alertmanager was asked, by result.',
    labels: { result: closed('result', ['ok', 'failed'], 'Whether it answered.') },
    seriesBudget: 2,
    source: 'operations',
    why: 'What it knows is as old as the last look that succeeded.',
  }),
  'operations.alertmanager.up': gauge({
    name: 'alert_operations_alertmanager_up',
    unit: '1',
    help: '1 if Alertmanager answered when last asked, else 0.',
    labels: {},
    seriesBudget: 1,
    source: 'operations',
    why: 'Without Alertmanager nothing that people do about alerts takes effect.',
  }),
} as const;
