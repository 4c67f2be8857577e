/** Names of the templates that notifiers call. */
export const TEMPLATES = {
  /** Of a notification: status, alert, service, environment; plain text. */
  title: 'gatewatch.title',
  /** Of a notification: every alert with its links; plain text. */
  text: 'gatewatch.text',
  html: 'gatewatch.html',
  slackTitle: 'gatewatch.slack.title',
  slackText: 'gatewatch.slack.text',
  slackColor: 'gatewatch.slack.color',
  pagerDutySeverity: 'gatewatch.pagerduty.severity',
  /** Of a notification: where to look first. */
  link: 'gatewatch.link',
  /** Of an alert: URLs; empty if it has none. */
  runbook: 'gatewatch.runbook',
  dashboard: 'gatewatch.dashboard',
  traces: 'gatewatch.traces',
} as const;
