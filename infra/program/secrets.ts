import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { CONFIG_NAMESPACE } from '../config/problem';
import type { StackConfig } from '../config/schema';
import { PART_OF } from '../kubernetes/labels';
import { logicalName } from './create';

type Values = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The Secrets of the configuration. Their values pass through here only, marked as secret: the model holds names and keys.
 */
export class StackSecrets extends pulumi.ComponentResource {
  constructor({ namespace, secrets }: StackConfig, options: pulumi.ComponentResourceOptions) {
    super('gatewatch:infra:Secrets', 'secrets', {}, options);
    const values = new pulumi.Config(CONFIG_NAMESPACE).getSecretObject<Values>('secrets');
    const dependsOn = options.dependsOn === undefined ? {} : { dependsOn: options.dependsOn };
    for (const name of Object.keys(secrets)) {
      const metadata = { name, namespace, labels: PART_OF };
      new k8s.core.v1.Secret(
        logicalName({ apiVersion: 'v1', kind: 'Secret', metadata }),
        {
          metadata,
          type: 'Opaque',
          stringData: pulumi.secret(values?.apply((all) => all[name] ?? {}) ?? {}),
        },
        { parent: this, ...dependsOn },
      );
    }
    this.registerOutputs({});
  }
}
