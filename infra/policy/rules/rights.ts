import { nameOf } from '../../model/wiring/cluster';
import type { RoleShape } from '../../model/wiring/shape';
import type { PolicyRule } from '../rule';

/** What lets its holder become somebody else, or read what everybody has to hide. */
const DANGEROUS_VERBS = ['escalate', 'bind', 'impersonate'];

export const rights: PolicyRule = {
  name: 'rights-are-least',
  description:
    'No right is a wildcard, none reads Secrets of the whole cluster, none lets its holder gain more.',
  level: 'mandatory',
  check: (objects) =>
    objects
      .filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole')
      .flatMap((object) =>
        ((object as RoleShape).rules ?? []).flatMap((rule, index) => {
          const at = `${nameOf(object)}: rules[${index}]`;
          const { apiGroups = [], resources = [], verbs = [] } = rule;
          const all = Object.entries({ apiGroups, resources, verbs }).filter(([, list]) =>
            list.includes('*'),
          );
          return [
            ...all.map(([field]) => `${at}.${field} holds "*": name what is needed`),
            ...verbs
              .filter((verb) => DANGEROUS_VERBS.includes(verb))
              .map((verb) => `${at}.verbs holds ${verb}`),
            ...(object.kind === 'ClusterRole' && resources.includes('secrets')
              ? [`${at}.resources holds secrets of every namespace: use a Role`]
              : []),
          ];
        }),
      ),
};
