import { alertmanagerConfig, notificationTemplates, renderAlertmanagerConfig } from '../../../alerts';
import { disruptionBudget } from '../../kubernetes/disruption-budget';
import { serviceAccount } from '../../kubernetes/identity';
import { labelsOf } from '../../kubernetes/labels';
import { stackMonitor } from '../../kubernetes/monitor';
import type { KubernetesObject, Secret } from '../../kubernetes/object';
import { OPERATED_NAME, operatedLabels, type OperatedSpec, operatedSpec } from '../../kubernetes/operated';
import { requirements, type ResourceRequirements } from '../../kubernetes/pod';
import { service } from '../../kubernetes/service';
import { SERVICE_NAMES } from '../../model/endpoints';
import { receiverSecretKeys } from '../../model/receivers';
import { silenceLink, TEMPLATES_FILE } from '../../model/routing';
import type { StackModel } from '../../model/stack';

/** The operator's Alertmanager object, with the fields that this project uses. */
export interface Alertmanager extends KubernetesObject {
  readonly kind: 'Alertmanager';
  readonly spec: OperatedSpec & {
    readonly replicas: number;
    readonly resources: ResourceRequirements;
    readonly serviceAccountName: string;
    readonly automountServiceAccountToken: false;
    readonly configSecret: string;
    /** Existing Secrets, mounted below `ALERTMANAGER_SECRETS_DIR`. */
    readonly secrets: readonly string[];
    readonly retention: string;
  };
}

const CONFIG_SECRET = 'alertmanager-config';

/** Key of the Secret in which the operator looks for the configuration. */
export const CONFIG_KEY = 'alertmanager.yaml';

/** Alertmanager and its routes. */
export function alertmanagerObjects(model: StackModel): KubernetesObject[] {
  const { config } = model;
  const { namespace } = config;
  return [
    serviceAccount('alertmanager', namespace),
    configuration(model),
    alertmanager(model),
    service('alertmanager', namespace, operatedLabels('alertmanager')),
    ...disruptionBudget(
      'alertmanager',
      namespace,
      config.replicas.alertmanager,
      operatedLabels('alertmanager'),
    ),
    stackMonitor(config, 'alertmanager', 'alertmanager', 'http'),
  ];
}

/** The operator takes the configuration from a Secret; this one holds paths of files, and no secret. */
function configuration({ config, routing }: StackModel): Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: CONFIG_SECRET, namespace: config.namespace, labels: labelsOf('alertmanager') },
    type: 'Opaque',
    stringData: {
      [CONFIG_KEY]: renderAlertmanagerConfig(alertmanagerConfig(routing)),
      [TEMPLATES_FILE]: notificationTemplates(silenceLink(config)),
    },
  };
}

function alertmanager({ config, settings }: StackModel): Alertmanager {
  const secrets = receiverSecretKeys(config).map(({ secret }) => secret);
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Alertmanager',
    metadata: { name: OPERATED_NAME, namespace: config.namespace, labels: labelsOf('alertmanager') },
    spec: {
      ...operatedSpec('alertmanager', config),
      replicas: config.replicas.alertmanager,
      resources: requirements(config.resources.alertmanager),
      serviceAccountName: SERVICE_NAMES.alertmanager,
      automountServiceAccountToken: false,
      configSecret: CONFIG_SECRET,
      secrets: [...new Set(secrets)].sort(),
      retention: settings.alertmanager.retention,
    },
  };
}
