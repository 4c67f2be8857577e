import { denyAll, networkPolicy, type NetworkPolicy } from '../../kubernetes/network-policy';
import { COMPONENTS } from '../../model/endpoints';
import { flowsOf, runs } from '../../model/flows';
import type { StackModel } from '../../model/stack';

/** Who may talk to whom: nobody, but for the declared flows. */
export function networkObjects({ config }: StackModel): NetworkPolicy[] {
  const flows = flowsOf(config);
  return [
    denyAll(config.namespace),
    ...COMPONENTS.filter((component) => runs(config, component)).map((component) =>
      networkPolicy(config, flows, component),
    ),
  ];
}
