import type { Manifest } from '../../model/wiring/shape';
import { accessMutants, unaskedRights } from './access';
import { contentMutants } from './contents';
import type { Excluded, Mutant } from './mutant';
import { nameMutants } from './names';
import { podMutants } from './pods';
import { policyMutants } from './policies';
import { portMutants, unusedPorts } from './ports';

export { type Excluded, type Mutant } from './mutant';

/** Every mutant of a rendered stack. */
export function mutantsOf(objects: readonly Manifest[]): readonly Mutant[] {
  return [nameMutants, portMutants, policyMutants, accessMutants, podMutants, contentMutants].flatMap(
    (make) => make(objects),
  );
}

/** Places that are left as they are, each with its reason. */
export function excludedOf(objects: readonly Manifest[]): readonly Excluded[] {
  return [...unusedPorts(objects), ...unaskedRights(objects)];
}
