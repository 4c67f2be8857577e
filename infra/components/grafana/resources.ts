import { configMap, configVolume } from '../../kubernetes/config-map';
import { serviceAccount } from '../../kubernetes/identity';
import { labelsOf } from '../../kubernetes/labels';
import { stackMonitor } from '../../kubernetes/monitor';
import type { KubernetesObject } from '../../kubernetes/object';
import { CONTAINER_SECURITY, podSecurity, type PodSpec, probes, requirements } from '../../kubernetes/pod';
import { priorityClassName } from '../../kubernetes/priority';
import { containerPorts, service } from '../../kubernetes/service';
import { deployment } from '../../kubernetes/workload';
import { hostPort } from '../../model/address';
import { backendsAt, clusterHosts } from '../../model/backends';
import { port, SERVICE_NAMES } from '../../model/endpoints';
import type { StackModel } from '../../model/stack';
import { GRAFANA_HEALTH_PATH, grafanaEnv, type GrafanaFiles, grafanaFiles } from './config';

export const PROVISIONING_DIR = '/etc/grafana/provisioning';
export const BOARDS_DIR = '/etc/grafana/boards';
const SECRETS_DIR = '/etc/grafana/secrets';
export const DATA_DIR = '/var/lib/grafana';
export const PASSWORD_FILE = 'admin-password';

const PROVISIONING_MAP = 'grafana-provisioning';
/** A ConfigMap for each folder: all boards together are more than one may hold. */
const BOARDS_MAP = 'grafana-boards';

/** User of the image. */
const USER = 472;

/** Grafana's files in the cluster. */
export function grafanaClusterFiles({ config, settings }: StackModel): GrafanaFiles {
  return grafanaFiles(settings.grafana, backendsAt(clusterHosts(config.namespace)), BOARDS_DIR);
}

/** Grafana's objects. It keeps no state: sources, folders and boards come from files, so it may be restarted at any time. */
export function grafanaObjects(model: StackModel): KubernetesObject[] {
  const { config } = model;
  const { namespace } = config;
  const labels = labelsOf('grafana');
  const files = grafanaClusterFiles(model);
  return [
    serviceAccount('grafana', namespace),
    configMap(PROVISIONING_MAP, namespace, labels, files.provisioning),
    ...boardFolders(files).map(({ map, files: ofFolder }) => configMap(map, namespace, labels, ofFolder)),
    deployment('grafana', namespace, podSpec(model, files), files, 'RollingUpdate'),
    service('grafana', namespace),
    stackMonitor(config, 'grafana', 'grafana', 'http'),
  ];
}

function podSpec({ config }: StackModel, files: GrafanaFiles): PodSpec {
  const { secret, key } = config.grafanaAdmin;
  const env = grafanaEnv({
    listen: hostPort('0.0.0.0', port('grafana', 'http')),
    rootUrl: config.grafanaUrl,
    provisioningDir: PROVISIONING_DIR,
    boardsDir: BOARDS_DIR,
    dataDir: DATA_DIR,
    access: { adminPasswordFile: `${SECRETS_DIR}/${PASSWORD_FILE}` },
  });
  return {
    serviceAccountName: SERVICE_NAMES.grafana,
    automountServiceAccountToken: false,
    priorityClassName: priorityClassName(config.namespace),
    enableServiceLinks: false,
    securityContext: podSecurity(USER),
    terminationGracePeriodSeconds: 30,
    containers: [
      {
        name: 'grafana',
        image: config.images.grafana,
        env: Object.entries(env).map(([name, value]) => ({ name, value })),
        ports: containerPorts('grafana'),
        resources: requirements(config.resources.grafana),
        ...probes(GRAFANA_HEALTH_PATH, 'http', 120),
        securityContext: CONTAINER_SECURITY,
        volumeMounts: [
          { name: 'provisioning', mountPath: PROVISIONING_DIR, readOnly: true },
          ...boardFolders(files).map(({ folder, volume }) => ({
            name: volume,
            mountPath: `${BOARDS_DIR}/${folder}`,
            readOnly: true,
          })),
          { name: 'secrets', mountPath: SECRETS_DIR, readOnly: true },
          { name: 'data', mountPath: DATA_DIR },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      configVolume('provisioning', PROVISIONING_MAP, files.provisioning),
      ...boardFolders(files).map(({ map, volume, files: ofFolder }) => configVolume(volume, map, ofFolder)),
      { name: 'secrets', secret: { secretName: secret, items: [{ key, path: PASSWORD_FILE }] } },
      { name: 'data', emptyDir: { sizeLimit: '512Mi' } },
      { name: 'tmp', emptyDir: { sizeLimit: '128Mi' } },
    ],
  };
}

interface BoardFolder {
  /** Uid of the folder, and name of its directory. */
  readonly folder: string;
  readonly map: string;
  readonly volume: string;
  /** Boards by file name. */
  readonly files: Readonly<Record<string, string>>;
}

/** The boards by the folder that they are in. */
function boardFolders({ boards }: GrafanaFiles): BoardFolder[] {
  const folders = [...new Set(Object.keys(boards).map(folderOf))];
  return folders.map((folder) => ({
    folder,
    map: `${BOARDS_MAP}-${folder}`,
    volume: `boards-${folder}`,
    files: Object.fromEntries(
      Object.entries(boards)
        .filter(([path]) => folderOf(path) === folder)
        .map(([path, text]) => [path.slice(folder.length + 1), text]),
    ),
  }));
}

function folderOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}
