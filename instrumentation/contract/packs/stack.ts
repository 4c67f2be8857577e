import { capped } from '../label';
import { counter, gauge } from '../metric';
import { alertmanager } from './stack-alertmanager';
import { collector } from './stack-collector';
import { loki } from './stack-loki';
import { prometheus, ruleGroup } from './stack-prometheus';
import { tempo } from './stack-tempo';

const remote = capped('remote_name', 5, 'Remote-write endpoint by its configured name or hash.');

/** Series that the stack's own binaries expose and that rules and boards read. Their names are fixed. */
export const stack = {
  'prometheus.up': gauge({
    name: 'up',
    unit: '1',
    help: '1 if the last scrape of the target succeeded, else 0.',
    labels: {},
    seriesBudget: 1,
    source: 'prometheus',
    why: 'A target that cannot be scraped gives no other sign.',
  }),
  'prometheus.scrape.duration': gauge({
    name: 'scrape_duration_seconds',
    unit: 'seconds',
    help: 'Time that the last scrape of the target took, its network included.',
    labels: {},
    seriesBudget: 1,
    source: 'prometheus',
    why: 'A page of metrics that gets slow holds up requests, and is missing once it takes longer than its timeout.',
  }),
  'prometheus.scrapes.over_limit': counter({
    name: 'prometheus_target_scrapes_exceeded_sample_limit_total',
    unit: '1',
    help: 'Scrapes that were thrown away because the target had more samples than allowed.',
    labels: {},
    seriesBudget: 1,
    source: 'prometheus',
    why: 'A scrape that is thrown away looks like a target that is down; this tells the two apart.',
  }),
  'prometheus.head_series': gauge({
    name: 'prometheus_tsdb_head_series',
    unit: '1',
    help: 'Series in memory.',
    labels: {},
    seriesBudget: 1,
    source: 'prometheus',
    why: 'The memory of Prometheus follows its series; it is the number that a label without bounds drives up.',
  }),
  'prometheus.rule.failures': counter({
    name: 'prometheus_rule_evaluation_failures_total',
    unit: '1',
    help: 'Evaluations of rules that failed, by group.',
    labels: { rule_group: ruleGroup },
    seriesBudget: 101,
    source: 'prometheus',
    why: 'A rule that cannot be evaluated never fires, and nothing else shows it.',
  }),
  'prometheus.rule.missed': counter({
    name: 'prometheus_rule_group_iterations_missed_total',
    unit: '1',
    help: 'Evaluations of groups that were left out because the one before took too long.',
    labels: { rule_group: ruleGroup },
    seriesBudget: 101,
    source: 'prometheus',
    why: 'Alerts of a group that is left out come late; each single evaluation still succeeds.',
  }),
  'prometheus.alerts.dropped': counter({
    name: 'prometheus_notifications_dropped_total',
    unit: '1',
    help: 'Alerts that no Alertmanager took.',
    labels: {},
    seriesBudget: 1,
    source: 'prometheus',
    why: 'What fires and reaches no Alertmanager is known to Prometheus alone.',
  }),
  'prometheus.config.reloaded': gauge({
    name: 'prometheus_config_last_reload_successful',
    unit: '1',
    help: '1 if Prometheus runs with the configuration that it read last, else 0.',
    labels: {},
    seriesBudget: 1,
    source: 'prometheus',
    why: 'A configuration that was refused leaves the old one in force without any other sign.',
  }),
  'prometheus.remote_write.highest': gauge({
    name: 'prometheus_remote_storage_queue_highest_timestamp_seconds',
    appears: 'with an endpoint for remote write',
    unit: 'timestamp',
    help: 'Time of the latest sample that was queued for an endpoint.',
    labels: { remote_name: remote },
    seriesBudget: 6,
    source: 'prometheus',
    why: 'How far remote write lags is the distance between what was queued and what was sent.',
  }),
  'prometheus.remote_write.sent': gauge({
    name: 'prometheus_remote_storage_queue_highest_sent_timestamp_seconds',
    appears: 'with an endpoint for remote write',
    unit: 'timestamp',
    help: 'Time of the latest sample that an endpoint took.',
    labels: { remote_name: remote },
    seriesBudget: 6,
    source: 'prometheus',
    why: 'How far remote write lags is the distance between what was queued and what was sent.',
  }),
  'probe.certificate.end': gauge({
    name: 'probe_ssl_earliest_cert_expiry',
    appears: 'with a blackbox exporter',
    unit: 'timestamp',
    help: 'Unix time at which the first certificate of a probed target ends; of a blackbox exporter.',
    labels: {},
    seriesBudget: 1,
    source: 'blackbox',
    why: 'A certificate that ends breaks every client at the same moment, and announces it by nothing else.',
  }),
  ...prometheus,
  ...alertmanager,
  ...collector,
  ...tempo,
  ...loki,
} as const;
