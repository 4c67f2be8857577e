import { PolicyPack, type PolicyResource } from '@pulumi/policy';
import type { Manifest } from '../model/wiring/shape';
import { POLICY_RULES } from './rules';

/** The rules as a policy pack: `pulumi preview --policy-pack infra/policy`. */
export const pack = new PolicyPack('gatewatch', {
  policies: POLICY_RULES.map(({ name, description, level, check }) => ({
    name,
    description,
    enforcementLevel: level,
    validateStack: ({ resources }, report) => {
      for (const message of check(resources.flatMap(objectOf))) report(message);
    },
  })),
});

/**
 * The Kubernetes object that a resource is; providers and components are none. It is copied: the pack hands out proxies
 * that watch for values which are not known yet, and array methods do not work on them.
 */
function objectOf({ props }: PolicyResource): Manifest[] {
  const object = JSON.parse(JSON.stringify(props)) as Partial<Manifest>;
  const { apiVersion, kind, metadata } = object;
  return apiVersion === undefined || kind === undefined || metadata === undefined ? [] : [object as Manifest];
}
