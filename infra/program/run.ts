import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { objectsOf, type Unit, UNITS } from '../components';
import type { CustomResourceDefinition } from '../crds/definition';
import { NoDefinitionsError, readDefinitions } from '../crds/file';
import { type StackOutputs, stackOutputs } from '../model/outputs';
import { stackModel } from '../model/stack';
import { StackUnit } from './component';
import { pulumiStackConfig } from './config';
import { rolledBySecrets } from './rotation';
import { secretValues, StackSecrets } from './secrets';

/**
 * The Pulumi program: configuration, model, components. Nothing is created before the configuration has passed.
 * @param definitions reads the custom resource definitions, if the stack installs them
 * @throws RunError that names every mistake of the configuration, or says how to make the definitions
 */
export function run(definitions: () => readonly CustomResourceDefinition[] = readDefinitions): StackOutputs {
  const config = pulumiStackConfig();
  const model = stackModel(config);
  const crds = config.operator.crds === 'install' ? orRunError(definitions) : [];
  const provider = new k8s.Provider('cluster', {
    // What is changed is updated in place; a checksum on the pods that read it makes them roll.
    enableConfigMapMutable: true,
    enableSecretMutable: true,
    enableServerSideApply: true,
  });
  const values = secretValues();
  const unit = (name: Unit, dependsOn: pulumi.Resource[]): StackUnit =>
    new StackUnit(
      name,
      objectsOf(name, model).map((object) => rolledBySecrets(object, values, Object.keys(config.secrets))),
      { provider, dependsOn },
    );

  const namespace = unit('namespace', []);
  const secrets = new StackSecrets(config, values, { provider, dependsOn: namespace });
  // They belong to the cluster: every object of their kinds would go with them when the stack is destroyed.
  const definitionsUnit = new StackUnit('definitions', crds, { provider }, { retainOnDelete: true });
  const operator = unit('operator', [namespace, definitionsUnit]);
  for (const name of UNITS) {
    if (name === 'namespace' || name === 'operator') continue;
    // Last made, first destroyed: the operator has to outlive the objects that it looks after.
    unit(name, [namespace, secrets, operator]);
  }
  return stackOutputs(config);
}

function orRunError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof NoDefinitionsError ? new pulumi.RunError(error.message) : error;
  }
}
