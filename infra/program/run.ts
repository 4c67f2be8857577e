import * as k8s from '@pulumi/kubernetes';
import { UNITS } from '../components';
import { type StackOutputs, stackOutputs } from '../model/outputs';
import { stackModel } from '../model/stack';
import { StackUnit } from './component';
import { pulumiStackConfig } from './config';

/**
 * The Pulumi program: configuration, model, components. Nothing is created before the configuration has passed.
 * @throws RunError that names every mistake of the configuration
 */
export function run(): StackOutputs {
  const config = pulumiStackConfig();
  const model = stackModel(config);
  const provider = new k8s.Provider('cluster', {
    // A changed ConfigMap is updated in place; a checksum on the pods that read it makes them roll.
    enableConfigMapMutable: true,
    enableServerSideApply: true,
  });
  const [first, ...others] = UNITS;
  if (first === undefined) throw new Error('the stack has no units');
  const namespace = new StackUnit(first, model, { provider });
  for (const unit of others) new StackUnit(unit, model, { provider, dependsOn: namespace });
  return stackOutputs(config);
}
