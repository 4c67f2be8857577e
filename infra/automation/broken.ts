import type { StackConfig } from '../config/schema';
import type { KubernetesObject } from '../kubernetes/object';
import { problemsIn, wiringContext } from '../model/wiring';
import { violations } from '../policy/rules';

/** What `npm run verify` would find in the objects of a stack, advice left out; a line each. */
export function brokenEdges(objects: readonly KubernetesObject[], config: StackConfig): readonly string[] {
  const mandatory = violations(objects).filter(({ level }) => level === 'mandatory');
  return [...problemsIn(wiringContext(objects, config)), ...mandatory].map(
    ({ rule, message }) => `- ${rule}: ${message}`,
  );
}
