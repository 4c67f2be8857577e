import { join } from 'node:path';

/** Root of the repository. */
export const ROOT = join(__dirname, '..', '..');

/** Where things are in the run directory. */
export interface Layout {
  readonly root: string;
  readonly logs: string;
  readonly data: (part: string) => string;
  readonly collectorConfig: string;
  readonly prometheusConfig: string;
  readonly rules: string;
  /** Folder of `rules-*.yaml` and `jobs-*.yaml` of others whom Prometheus works for. */
  readonly others: string;
  readonly alertmanagerConfig: string;
  readonly alertmanagerTemplates: string;
  /** Folder of the secrets of alert channels. */
  readonly alertmanagerSecrets: string;
  readonly tempoConfig: string;
  readonly lokiConfig: string;
  /** The admin token of the gateways, for presets whose metrics ask for it. */
  readonly adminToken: string;
  /** The token of the alert operations server. */
  readonly operationsToken: string;
  /** What Alertmanager shows to the alert operations server. */
  readonly operationsWebhookToken: string;
  readonly grafana: { readonly home: string; readonly provisioning: string; readonly boards: string };
}

export function layoutOf(directory: string): Layout {
  const at = (...path: string[]): string => join(directory, ...path);
  return {
    root: directory,
    logs: at('logs'),
    data: (part) => at('data', part),
    collectorConfig: at('collector', 'collector.yaml'),
    prometheusConfig: at('prometheus', 'prometheus.yaml'),
    rules: at('prometheus', 'rules.yaml'),
    others: at('prometheus', 'others'),
    alertmanagerConfig: at('alertmanager', 'alertmanager.yaml'),
    alertmanagerTemplates: at('alertmanager', 'messages.tmpl'),
    alertmanagerSecrets: at('alertmanager', 'secrets'),
    tempoConfig: at('tempo', 'tempo.yaml'),
    lokiConfig: at('loki', 'loki.yaml'),
    adminToken: at('prometheus', 'admin-token'),
    operationsToken: at('alert-operations', 'token'),
    operationsWebhookToken: at('alert-operations', 'webhook-token'),
    grafana: {
      home: at('grafana'),
      provisioning: at('grafana', 'provisioning'),
      boards: at('grafana', 'boards'),
    },
  };
}
