import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { CONFIG_NAMESPACE } from '../config/problem';
import type { StackConfig } from '../config/schema';
import { PART_OF } from '../kubernetes/labels';
import { logicalName } from './create';

/** Values of Secrets by name and key. */
export type SecretValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The values of the configuration's Secrets, marked as secret. */
export function secretValues(): pulumi.Output<SecretValues> {
  const values = new pulumi.Config(CONFIG_NAMESPACE).getSecretObject<SecretValues>('secrets');
  return pulumi.secret(values ?? {});
}

/**
 * The Secrets of the configuration. Their values pass through here only, marked as secret: the model holds names and keys.
 */
export class StackSecrets extends pulumi.ComponentResource {
  constructor(
    { namespace, secrets }: StackConfig,
    values: pulumi.Output<SecretValues>,
    options: pulumi.ComponentResourceOptions,
  ) {
    super('gatewatch:infra:Secrets', 'secrets', {}, options);
    const dependsOn = options.dependsOn === undefined ? {} : { dependsOn: options.dependsOn };
    for (const name of Object.keys(secrets)) {
      const metadata = { name, namespace, labels: PART_OF };
      new k8s.core.v1.Secret(
        logicalName({ apiVersion: 'v1', kind: 'Secret', metadata }),
        {
          metadata,
          type: 'Opaque',
          stringData: values.apply((all) => all[name] ?? {}),
        },
        { parent: this, ...dependsOn },
      );
    }
    this.registerOutputs({});
  }
}
