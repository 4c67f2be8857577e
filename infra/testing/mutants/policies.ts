import type { Manifest } from '../../model/wiring/shape';
import { misspelt, type Mutant, mutant, sites } from './mutant';

const POLICY = ['NetworkPolicy'];
const EVERYBODY = [{}];

/** NetworkPolicies that refuse what has to be or admit what must not be. */
export function policyMutants(objects: readonly Manifest[]): Mutant[] {
  const named = (name: string): string[] => [`NetworkPolicy observability/${name}`];
  const directions = ['ingress', 'egress'] as const;
  const ownName = (value: string): string => (value === 'default-deny' ? 'no NetworkPolicy selects' : value);
  return [
    ...directions.flatMap((direction) => [
      // A rule is gone: what it admitted is refused.
      ...sites(objects, POLICY, `spec/${direction}/*`).map((site) =>
        mutant('policy', objects, site, undefined, [
          'expected',
          `(${direction})`,
          `${site.object.metadata.name}`,
        ]),
      ),
      // A port is another.
      ...sites(objects, POLICY, `spec/${direction}/*/ports/*/port`).map((site) =>
        mutant('policy port', objects, site, Number(site.value) + 1, [
          ...named(site.object.metadata.name),
          String(Number(site.value) + 1),
        ]),
      ),
      ...sites(objects, POLICY, `spec/${direction}/*/ports/*/protocol`).map((site) =>
        mutant(
          'policy port',
          objects,
          site,
          site.value === 'TCP' ? 'UDP' : 'TCP',
          named(site.object.metadata.name),
        ),
      ),
    ]),
    ...['ingress/*/from', 'egress/*/to'].flatMap((at) => [
      ...['podSelector', 'namespaceSelector'].flatMap((selector) =>
        sites(objects, POLICY, `spec/${at}/*/${selector}/matchLabels/*`).map((site) =>
          mutant('policy peer', objects, site, misspelt(site.value), [
            ...named(site.object.metadata.name),
            misspelt(site.value),
          ]),
        ),
      ),
      // Everybody, everywhere.
      ...sites(objects, POLICY, `spec/${at}`).map((site) =>
        mutant(
          'policy too wide',
          objects,
          site,
          [{ namespaceSelector: {} }],
          ['no flow declares it', ...named(site.object.metadata.name)],
        ),
      ),
    ]),
    ...sites(objects, POLICY, 'spec/ingress').map((site) =>
      mutant('policy too wide', objects, site, EVERYBODY, [
        'no flow declares it',
        ...named(site.object.metadata.name),
      ]),
    ),
    ...sites(objects, POLICY, 'spec/egress').map((site) =>
      mutant('policy too wide', objects, site, EVERYBODY, [
        'no flow declares it',
        ...named(site.object.metadata.name),
      ]),
    ),
    ...sites(objects, POLICY, 'spec/podSelector/matchLabels/*').map((site) =>
      mutant('policy selector', objects, site, misspelt(site.value), [
        ...named(site.object.metadata.name),
        misspelt(site.value),
      ]),
    ),
    // All of it is gone.
    ...objects.flatMap((object, index) =>
      object.kind === 'NetworkPolicy'
        ? [
            {
              class: 'policy',
              title: `NetworkPolicy ${object.metadata.name} removed`,
              objects: objects.filter((_, one) => one !== index),
              names: [ownName(object.metadata.name)],
            },
          ]
        : [],
    ),
  ];
}
