import { alertmanagerArgs } from '../../components/alertmanager/config';
import { collectorArgs } from '../../components/collector/config';
import { CONFIG_FILE } from '../../components/collector/pods';
import { GRAFANA_HEALTH_PATH, grafanaEnv } from '../../components/grafana/config';
import { BOARDS_DIR, DATA_DIR, PASSWORD_FILE, PROVISIONING_DIR } from '../../components/grafana/resources';
import { LOKI_READY_PATH, lokiArgs } from '../../components/loki/config';
import { LOKI_DATA_DIR } from '../../components/loki/resources';
import { prometheusArgs } from '../../components/prometheus/config';
import { TEMPO_READY_PATH, TEMPO_STOP_SECONDS, tempoArgs } from '../../components/tempo/config';
import { TEMPO_DATA_DIR } from '../../components/tempo/resources';
import { hostPort } from '../../model/address';
import { type Component, port, SERVICE_NAMES } from '../../model/endpoints';
import { goMemLimit } from '../../model/settings';
import type { StackModel } from '../../model/stack';
import { CONFIG_DIR } from './files';
import { MACHINE } from './gateways';
import { prometheusSecrets, mountedSecret, PROMETHEUS_SECRETS_DIR, receiverSecrets } from './secrets';
import {
  type ComposeService,
  type ComposeVolume,
  confined,
  healthCheck,
  literals,
  published,
} from './service';

/** Folders of the images for data: they belong to the user that the image runs as, and so does a new volume. */
const PROMETHEUS_DATA_DIR = '/prometheus';
const ALERTMANAGER_DATA_DIR = '/alertmanager';
const GRAFANA_SECRETS_DIR = '/etc/grafana/secrets';

/** The parts of the stack that run once. The image of the collector holds nothing that could ask for its health. */
export function backendServices(model: StackModel): Record<string, ComposeService> {
  return {
    [SERVICE_NAMES.collector]: collector(model),
    [SERVICE_NAMES.prometheus]: prometheus(model),
    [SERVICE_NAMES.alertmanager]: alertmanager(model),
    [SERVICE_NAMES.tempo]: tempo(model),
    [SERVICE_NAMES.loki]: loki(model),
    [SERVICE_NAMES.grafana]: grafana(model),
  };
}

function collector({ config }: StackModel): ComposeService {
  const share = config.resources.collector;
  return {
    image: config.images.collector,
    command: collectorArgs({ config: `${CONFIG_DIR}/${CONFIG_FILE}` }),
    environment: { GOMEMLIMIT: goMemLimit(share.memory) },
    // For gateways that run beside the stack.
    ports: [published(port('collector', 'otlp-grpc')), published(port('collector', 'otlp-http'))],
    volumes: [bind('collector', CONFIG_DIR)],
    networks: ['observability', 'gateways'],
    ...confined(share),
  };
}

function prometheus({ config, settings }: StackModel): ComposeService {
  const tokens = prometheusSecrets(config);
  return {
    image: config.images.prometheus,
    command: prometheusArgs(
      settings.prometheus,
      { config: `${CONFIG_DIR}/prometheus.yml`, data: PROMETHEUS_DATA_DIR },
      anywhere('prometheus'),
    ),
    ports: [published(port('prometheus', 'http'))],
    volumes: [bind('prometheus', CONFIG_DIR), volume('prometheus_data', PROMETHEUS_DATA_DIR)],
    ...(tokens.length === 0
      ? {}
      : {
          secrets: tokens.map((one) =>
            mountedSecret(one, `${PROMETHEUS_SECRETS_DIR}/${one.secret}/${one.key}`),
          ),
        }),
    healthcheck: healthCheck(asked('prometheus', '/-/healthy'), 30),
    depends_on: { [SERVICE_NAMES.alertmanager]: { condition: 'service_healthy' } },
    extra_hosts: [`${MACHINE}:host-gateway`],
    networks: ['observability', 'gateways'],
    ...confined(config.resources.prometheus),
  };
}

function alertmanager({ config, settings }: StackModel): ComposeService {
  return {
    image: config.images.alertmanager,
    command: alertmanagerArgs(
      settings.alertmanager,
      { config: `${CONFIG_DIR}/alertmanager.yml`, data: ALERTMANAGER_DATA_DIR },
      anywhere('alertmanager'),
    ),
    ports: [published(port('alertmanager', 'http'))],
    volumes: [bind('alertmanager', CONFIG_DIR), volume('alertmanager_data', ALERTMANAGER_DATA_DIR)],
    secrets: receiverSecrets(config),
    healthcheck: healthCheck(asked('alertmanager', '/-/healthy'), 10),
    // The receiver of the example is beside the gateway.
    networks: config.example.run ? ['observability', 'gateways'] : ['observability'],
    ...confined(config.resources.alertmanager),
  };
}

function tempo({ config }: StackModel): ComposeService {
  return {
    image: config.images.tempo,
    command: tempoArgs({ config: `${CONFIG_DIR}/tempo.yaml` }),
    volumes: [bind('tempo', CONFIG_DIR), volume('tempo_data', TEMPO_DATA_DIR)],
    healthcheck: healthCheck(asked('tempo', TEMPO_READY_PATH), 30),
    networks: ['observability'],
    stop_grace_period: `${TEMPO_STOP_SECONDS}s`,
    ...confined(config.resources.tempo),
  };
}

function loki({ config }: StackModel): ComposeService {
  const url = `http://${hostPort('127.0.0.1', port('loki', 'http'))}${LOKI_READY_PATH}`;
  return {
    image: config.images.loki,
    command: lokiArgs({ config: `${CONFIG_DIR}/loki.yaml` }),
    volumes: [bind('loki', CONFIG_DIR), volume('loki_data', LOKI_DATA_DIR)],
    // The image has no shell and no tools since Loki 3.6; the binary asks itself.
    healthcheck: healthCheck(['/usr/bin/loki', '-health', `-health.url=${url}`], 30),
    networks: ['observability'],
    stop_grace_period: '60s',
    ...confined(config.resources.loki),
  };
}

function grafana({ config }: StackModel): ComposeService {
  const env = grafanaEnv({
    listen: anywhere('grafana'),
    rootUrl: config.grafanaUrl,
    provisioningDir: PROVISIONING_DIR,
    boardsDir: BOARDS_DIR,
    dataDir: DATA_DIR,
    access: { adminPasswordFile: `${GRAFANA_SECRETS_DIR}/${PASSWORD_FILE}` },
  });
  const url = `http://${hostPort('127.0.0.1', port('grafana', 'http'))}${GRAFANA_HEALTH_PATH}`;
  return {
    image: config.images.grafana,
    environment: literals(env),
    ports: [published(port('grafana', 'http'))],
    volumes: [
      bind('grafana/provisioning', PROVISIONING_DIR),
      bind('grafana/boards', BOARDS_DIR),
      volume('grafana_data', DATA_DIR),
    ],
    secrets: [mountedSecret(config.grafanaAdmin, `${GRAFANA_SECRETS_DIR}/${PASSWORD_FILE}`)],
    healthcheck: healthCheck(['curl', '-fsS', '-o', '/dev/null', url], 60),
    depends_on: { [SERVICE_NAMES.prometheus]: { condition: 'service_healthy' } },
    networks: ['observability'],
    ...confined(config.resources.grafana),
  };
}

/** Asks a component in its own container, with the `wget` of BusyBox that its image has. */
function asked(component: 'prometheus' | 'alertmanager' | 'tempo', path: string): string[] {
  const url = `http://${hostPort('127.0.0.1', port(component, 'http'))}${path}`;
  return ['wget', '-q', '-O', '/dev/null', url];
}

/** Containers are told apart by their addresses: what is reached from outside is decided by networks and ports. */
function anywhere(component: Extract<Component, 'prometheus' | 'alertmanager' | 'grafana'>) {
  return hostPort('0.0.0.0', port(component, 'http'));
}

function bind(folder: string, target: string) {
  return { type: 'bind', source: `./${folder}`, target, read_only: true } as const;
}

function volume(source: ComposeVolume, target: string) {
  return { type: 'volume', source, target } as const;
}
