/**
 * Labels that Prometheus puts on every series of a target, by scrape configuration or ServiceMonitor.
 * They are not part of any metric, but every selector may use them.
 */
export const TARGET_LABELS = ['job', 'instance', 'service', 'environment'] as const;
export type TargetLabel = (typeof TARGET_LABELS)[number];

/** Scrape job of all gateways that run the preload. */
export const GATEWAY_JOB = 'gateway';

/** Scrape jobs of the stack's own binaries; each is the label `service` of its targets, too. */
export const STACK_JOBS = [
  'collector',
  'span-metrics',
  'operator',
  'prometheus',
  'alertmanager',
  'alert-operations',
  'tempo',
  'loki',
  'grafana',
] as const;
export type StackJob = (typeof STACK_JOBS)[number];
