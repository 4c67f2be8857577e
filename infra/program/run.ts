import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { objectsOf, type Unit, UNITS } from '../components';
import type { CustomResourceDefinition } from '../crds/definition';
import { NoDefinitionsError, readDefinitions } from '../crds/file';
import { type StackOutputs, stackOutputs } from '../model/outputs';
import { stackModel } from '../model/stack';
import { StackUnit } from './component';
import { pulumiStackConfig } from './config';
import { StackSecrets } from './secrets';

/** A changed ConfigMap or Secret is updated in place; a checksum on the pods that read it makes them roll. */
const IN_PLACE = { enableConfigMapMutable: true, enableSecretMutable: true, enableServerSideApply: true };

/**
 * The Pulumi program: configuration, model, components. Nothing is created before the configuration has passed.
 * @param definitions reads the custom resource definitions, if the stack installs them
 * @throws RunError that names every mistake of the configuration, or says how to make the definitions
 */
export function run(definitions: () => readonly CustomResourceDefinition[] = readDefinitions): StackOutputs {
  const config = pulumiStackConfig();
  const model = stackModel(config);
  const crds = config.operator.crds === 'install' ? orRunError(definitions) : [];
  const provider = new k8s.Provider('cluster', IN_PLACE);
  const unit = (name: Unit, dependsOn: pulumi.Resource[]): StackUnit =>
    new StackUnit(name, objectsOf(name, model), { provider, dependsOn });

  const namespace = unit('namespace', []);
  const secrets = new StackSecrets(config, { provider, dependsOn: namespace });
  const installed = crds.length === 0 ? [] : [definitionsUnit(crds)];
  const operator = unit('operator', [namespace, ...installed]);
  for (const name of UNITS) {
    if (name === 'namespace' || name === 'operator') continue;
    // Last made, first destroyed: the operator has to outlive the objects that it looks after.
    unit(name, [namespace, secrets, operator]);
  }
  return stackOutputs(config);
}

/**
 * The definitions belong to the cluster, not to one stack: those that are there are taken over, and they stay when the
 * stack is destroyed, as every object of their kinds would go with them.
 */
function definitionsUnit(crds: readonly CustomResourceDefinition[]): StackUnit {
  const provider = new k8s.Provider('definitions', { ...IN_PLACE, upsertExistingObjects: true });
  return new StackUnit('definitions', crds, { provider }, { retainOnDelete: true });
}

function orRunError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof NoDefinitionsError ? new pulumi.RunError(error.message) : error;
  }
}
