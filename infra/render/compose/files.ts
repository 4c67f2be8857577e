import {
  alertmanagerConfig,
  notificationTemplates,
  renderAlertmanagerConfig,
  renderRules,
} from '../../../alerts';
import { CONFIG_FILE } from '../../components/collector/pods';
import { collectorConfigAt } from '../../components/collector/resources';
import { grafanaFiles } from '../../components/grafana/config';
import { BOARDS_DIR } from '../../components/grafana/resources';
import { lokiClusterConfig } from '../../components/loki/resources';
import { prometheusConfig } from '../../components/prometheus/config';
import { tempoClusterConfig } from '../../components/tempo/resources';
import { type HostPort, hostPort } from '../../model/address';
import { backendsAt, containerHosts } from '../../model/backends';
import { type Component, port, type PortName } from '../../model/endpoints';
import { silenceLink, TEMPLATES_FILE } from '../../model/routing';
import { without } from '../../model/without';
import type { StackModel } from '../../model/stack';
import { toYaml } from '../yaml';
import { composeGatewayTargets } from './gateways';
import { PROMETHEUS_SECRETS_DIR } from './secrets';

/** Where containers read their configuration. No secret is mounted below it, as it cannot be written. */
export const CONFIG_DIR = '/etc/gatewatch';
const RULES_FILE = 'rules.yaml';

/** Every file that a container reads, text by path below the folder of the compose file. */
export function containerFiles(model: StackModel): Record<string, string> {
  const { routing, rules, settings } = model;
  const backends = backendsAt(containerHosts);
  const grafana = grafanaFiles(settings.grafana, backends, BOARDS_DIR);
  return {
    [`collector/${CONFIG_FILE}`]: toYaml(collectorConfigAt(inMemory(model), '0.0.0.0', backends)),
    'tempo/tempo.yaml': toYaml(tempoClusterConfig(model)),
    'loki/loki.yaml': toYaml(lokiClusterConfig(model)),
    'alertmanager/alertmanager.yml': renderAlertmanagerConfig(
      alertmanagerConfig({ ...routing, templateFile: `${CONFIG_DIR}/${TEMPLATES_FILE}` }),
    ),
    [`alertmanager/${TEMPLATES_FILE}`]: notificationTemplates(silenceLink(model.config)),
    'prometheus/prometheus.yml': toYaml(prometheusFile(model)),
    [`prometheus/${RULES_FILE}`]: renderRules(rules),
    ...below('grafana/provisioning', grafana.provisioning),
    ...below('grafana/boards', grafana.boards),
  };
}

/** No image of a collector has a folder that its user may write to, so queues do not outlive a container. */
function inMemory(model: StackModel): StackModel {
  const queue = without(model.settings.collector.queue, 'directory');
  return {
    ...model,
    settings: { ...model.settings, collector: { ...model.settings.collector, queue } },
  };
}

function prometheusFile(model: StackModel): object {
  return prometheusConfig(
    model.settings.prometheus,
    {
      gateways: composeGatewayTargets(model),
      stack: {
        collector: [at('collector', 'metrics')],
        'span-metrics': [at('collector', 'span-metrics')],
        prometheus: [at('prometheus', 'http')],
        alertmanager: [at('alertmanager', 'http')],
        tempo: [at('tempo', 'http')],
        loki: [at('loki', 'http')],
        grafana: [at('grafana', 'http')],
      },
      alertmanagers: [at('alertmanager', 'http')],
    },
    [`${CONFIG_DIR}/${RULES_FILE}`],
    (secret, key) => `${PROMETHEUS_SECRETS_DIR}/${secret}/${key}`,
  );
}

function at<C extends Component>(component: C, name: PortName<C>): HostPort {
  return hostPort(containerHosts(component), port(component, name));
}

function below(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}
