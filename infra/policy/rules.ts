import type { Manifest } from '../model/wiring/shape';
import type { PolicyRule } from './rule';
import { availability, priority } from './rules/availability';
import { exactImages, pinnedImages } from './rules/images';
import { inside, isolation } from './rules/isolation';
import { namespaceEnforces } from './rules/namespace-enforces';
import { probes } from './rules/probes';
import { resources } from './rules/resources';
import { restricted } from './rules/restricted';
import { rights } from './rules/rights';
import { secrets } from './rules/secrets';
import { tokens } from './rules/tokens';

/** Every rule, for our own preview and for the policy pack. */
export const POLICY_RULES: readonly PolicyRule[] = [
  restricted,
  namespaceEnforces,
  resources,
  probes,
  tokens,
  rights,
  secrets,
  isolation,
  inside,
  availability,
  priority,
  exactImages,
  pinnedImages,
];

/** A broken rule. */
export interface Violation {
  readonly rule: string;
  readonly level: PolicyRule['level'];
  readonly message: string;
}

/** What of the objects breaks which rule. */
export function violations(objects: readonly Manifest[]): readonly Violation[] {
  return POLICY_RULES.flatMap(({ name, level, check }) =>
    check(objects).map((message) => ({ rule: name, level, message })),
  );
}
