/**
 * Every check that a run can make, by the id under which the coverage tables name it. A run reports the ids that it made;
 * one that is not here cannot be cited.
 */
export const CHECKS = {
  targets: 'scrape targets',
  scenario: 'scenario',
  ledger: 'ledger',
  metrics: 'metrics of the gateway',
  spans: 'spans',
  'remote-write': 'remote write',
  endpoints: 'endpoints',
  labels: 'label values',
  series: 'series',
  trace: 'trace in Tempo',
  exemplars: 'exemplars',
  logs: 'log line in Loki',
  correlation: 'traces and logs',
  cost: 'cost of the metrics',
  panels: 'panels',
  guides: 'guides',
  rules: 'rules',
  alert: 'alert',
} as const;

export type CheckId = keyof typeof CHECKS;
