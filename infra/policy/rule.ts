import type { Manifest } from '../model/wiring/shape';

/** Something that an object must not be, or has to be, whatever it is connected to. */
export interface PolicyRule {
  readonly name: string;
  /** One sentence for people. */
  readonly description: string;
  /** `mandatory` stops `pulumi up`, `advisory` is said only. */
  readonly level: 'mandatory' | 'advisory';
  /** What breaks the rule, a sentence each that begins with kind, namespace and name of the object. */
  check(objects: readonly Manifest[]): readonly string[];
}
