import { SERVICE_NAMES } from '../model/endpoints';
import type { StackModel } from '../model/stack';
import { toYaml } from '../render/yaml';
import { configMap, configVolume } from './config-map';
import { serviceAccount } from './identity';
import { labelsOf } from './labels';
import { stackMonitor } from './monitor';
import type { KubernetesObject } from './object';
import { CONTAINER_SECURITY, podSecurity, type PodSpec, probes, requirements } from './pod';
import { priorityClassName } from './priority';
import { containerPorts, service } from './service';
import { statefulSet, volumeClaim } from './workload';

/** A store that runs as one process with its own volume. */
export interface SingleBinary {
  readonly component: 'tempo' | 'loki';
  readonly files: {
    /** Name of the configuration file. */
    readonly name: string;
    readonly config: object;
    readonly args: (files: { readonly config: string }) => string[];
  };
  readonly dataDir: string;
  readonly user: number;
  readonly readyPath: string;
  readonly stopSeconds: number;
}

const CONFIG_DIR = '/etc/gatewatch';

/** A store may replay its log for this long when it starts. */
const START_SECONDS = 300;

/** The objects of such a store. */
export function singleBinary(model: StackModel, store: SingleBinary): KubernetesObject[] {
  const { config } = model;
  const { namespace } = config;
  const { component } = store;
  const files = { [store.files.name]: toYaml(store.files.config) };
  return [
    serviceAccount(component, namespace),
    configMap(configName(store), namespace, labelsOf(component), files),
    statefulSet(component, namespace, podSpec(model, store, files), files, [
      volumeClaim(component, config.storage, config.storage[component]),
    ]),
    service(component, namespace),
    stackMonitor(config, component, component, 'http'),
  ];
}

function configName({ component }: SingleBinary): string {
  return `${SERVICE_NAMES[component]}-config`;
}

function podSpec(
  { config }: StackModel,
  store: SingleBinary,
  files: Readonly<Record<string, string>>,
): PodSpec {
  const { component } = store;
  return {
    serviceAccountName: SERVICE_NAMES[component],
    automountServiceAccountToken: false,
    priorityClassName: priorityClassName(config.namespace),
    enableServiceLinks: false,
    securityContext: podSecurity(store.user),
    terminationGracePeriodSeconds: store.stopSeconds,
    containers: [
      {
        name: component,
        image: config.images[component],
        args: store.files.args({ config: `${CONFIG_DIR}/${store.files.name}` }),
        ports: containerPorts(component),
        resources: requirements(config.resources[component]),
        // Not ready may mean that a part of it starts again; only a dead process is restarted.
        ...probes(store.readyPath, 'http', START_SECONDS, '/metrics'),
        securityContext: CONTAINER_SECURITY,
        volumeMounts: [
          { name: 'config', mountPath: CONFIG_DIR, readOnly: true },
          { name: 'data', mountPath: store.dataDir },
        ],
      },
    ],
    volumes: [configVolume('config', configName(store), files)],
  };
}
