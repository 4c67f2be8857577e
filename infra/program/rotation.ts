import { scryptSync } from 'node:crypto';
import * as pulumi from '@pulumi/pulumi';
import type { KubernetesObject } from '../kubernetes/object';
import type { Deployment, StatefulSet } from '../kubernetes/workload';
import type { SecretValues } from './secrets';

/** Annotation that changes when a Secret that a pod mounts changes, so that exactly its readers are restarted. */
const CHECKSUM = 'gatewatch/secret-checksum';
const CHECKSUM_BYTES = 16;

/**
 * An object whose pods roll when a value of the configuration's Secrets that they mount changes. The operator's pods need
 * none: Alertmanager reads its files anew each time it notifies.
 */
export function rolledBySecrets(
  object: KubernetesObject,
  values: pulumi.Output<SecretValues>,
  names: readonly string[],
): KubernetesObject {
  if (!isWorkload(object)) return object;
  const { template } = object.spec;
  const mounted = template.spec.volumes.flatMap(({ secret }) => secret?.secretName ?? []);
  const own = names.filter((name) => mounted.includes(name)).sort();
  if (own.length === 0) return object;
  const { namespace = '', name } = object.metadata;
  const annotations = {
    ...template.metadata.annotations,
    [CHECKSUM]: checksum(values, own, `${namespace}/${name}`),
  };
  // An Output in the place of a text: Pulumi resolves it wherever it stands.
  return {
    ...object,
    spec: { ...object.spec, template: { ...template, metadata: { ...template.metadata, annotations } } },
  } as unknown as KubernetesObject;
}

function isWorkload(object: KubernetesObject): object is Deployment | StatefulSet {
  return object.kind === 'Deployment' || object.kind === 'StatefulSet';
}

/** Slow to compute by design (scrypt, RFC 7914): whoever may read pods may read it, and must not guess a password by it. */
function checksum(
  values: pulumi.Output<SecretValues>,
  names: readonly string[],
  salt: string,
): pulumi.Output<string> {
  const text = values.apply((all) => JSON.stringify(names.map((name) => all[name])));
  return pulumi.unsecret(text.apply((plain) => scryptSync(plain, salt, CHECKSUM_BYTES).toString('hex')));
}
