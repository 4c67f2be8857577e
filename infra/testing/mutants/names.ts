import type { Manifest } from '../../model/wiring/shape';
import { misspelt, type Mutant, mutant, replaced, sites, titleOf } from './mutant';

const WORKLOADS = ['Deployment', 'StatefulSet'];
const OPERATED = ['Prometheus', 'Alertmanager'];
const NAME_LABEL = 'app.kubernetes.io/name';
const PART_OF = 'app.kubernetes.io/part-of';

/** Labels, selectors and namespaces that no longer meet. */
export function nameMutants(objects: readonly Manifest[]): Mutant[] {
  return [...labels(objects), ...selectors(objects), ...namespaces(objects)];
}

function labels(objects: readonly Manifest[]): Mutant[] {
  const rename = (kinds: readonly string[], path: string, named: (name: string, kind: string) => string[]) =>
    sites(objects, kinds, path).map((site) =>
      mutant(
        'label',
        objects,
        site,
        misspelt(site.value),
        named(site.object.metadata.name, site.object.kind),
      ),
    );
  return [
    ...rename(WORKLOADS, 'spec/template/metadata/labels/*', (name, kind) => [kind, name, 'selector']),
    ...rename(OPERATED, 'spec/podMetadata/labels/*', (name, kind) => [kind, name, PART_OF]).filter(
      // The operator sets this label itself, whatever stands there.
      ({ title }) => !title.includes(NAME_LABEL),
    ),
    ...rename(['ServiceMonitor', 'PrometheusRule'], `metadata/labels/${PART_OF}`, (name, kind) => [
      kind,
      name,
      'metadata.labels',
      'gatewatchx',
    ]),
    ...rename(['Service'], `metadata/labels/${NAME_LABEL}`, () => ['ServiceMonitor', 'spec.selector']),
  ];
}

function selectors(objects: readonly Manifest[]): Mutant[] {
  const spelling = (kinds: readonly string[], path: string) =>
    sites(objects, kinds, path).map((site) => {
      const { kind, metadata } = site.object;
      return mutant('selector', objects, site, misspelt(site.value), [
        kind,
        metadata.name,
        misspelt(site.value),
      ]);
    });
  return [
    ...spelling(['Service'], 'spec/selector/*'),
    ...spelling(WORKLOADS, 'spec/selector/matchLabels/*'),
    ...spelling(['ServiceMonitor', 'PodDisruptionBudget'], 'spec/selector/matchLabels/*'),
    ...spelling(['Prometheus'], 'spec/serviceMonitorSelector/matchLabels/*'),
    ...spelling(['Prometheus'], 'spec/ruleSelector/matchLabels/*'),
    ...spelling(OPERATED, 'spec/topologySpreadConstraints/*/labelSelector/matchLabels/*'),
    ...spelling(['StatefulSet'], 'spec/serviceName'),
    // A Service that leads to everybody.
    ...sites(objects, ['Service'], 'spec/selector').map((site) =>
      mutant('selector', objects, site, { [PART_OF]: 'gatewatch' }, ['Service', site.object.metadata.name]),
    ),
  ];
}

function namespaces(objects: readonly Manifest[]): Mutant[] {
  const moved = sites(
    objects,
    ['Service', 'ServiceMonitor', 'ConfigMap', 'ServiceAccount', 'NetworkPolicy', 'PrometheusRule'],
    'metadata/namespace',
  ).map((site) => {
    const value = misspelt(site.value);
    return mutant('namespace', objects, site, value, [site.object.kind, site.object.metadata.name, value]);
  });
  const referred = [
    ...sites(objects, ['ServiceMonitor'], 'spec/namespaceSelector/matchNames/*'),
    ...sites(objects, ['RoleBinding', 'ClusterRoleBinding'], 'subjects/*/namespace'),
    ...sites(objects, ['Prometheus'], 'spec/alerting/alertmanagers/*/namespace'),
  ].map((site) =>
    mutant('namespace', objects, site, misspelt(site.value), [
      site.object.kind,
      site.object.metadata.name,
      misspelt(site.value),
    ]),
  );
  const space = sites(objects, ['Namespace'], 'metadata/name').map((site) => ({
    class: 'namespace',
    title: titleOf(site, 'misspelt'),
    objects: replaced(objects, site, misspelt(site.value)),
    names: ['metadata.namespace', 'observability', 'observabilityx'],
  }));
  return [...moved, ...referred, ...space];
}
