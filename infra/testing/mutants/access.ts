import type { Manifest } from '../../model/wiring/shape';
import { type Excluded, misspelt, type Mutant, mutant, type Site, sites, titleOf } from './mutant';

const PODS = 'spec/template/spec';
const WORKLOADS = ['Deployment', 'StatefulSet'];

/** What service discovery does not ask for when it goes by EndpointSlice. */
const UNASKED = 'endpoints';

function isDiscovery({ object }: Site): boolean {
  return object.kind === 'Role' && object.metadata.name.endsWith('-prometheus');
}

/** Rights, accounts and Secrets that are not there. */
export function accessMutants(objects: readonly Manifest[]): Mutant[] {
  const role = (site: Site, what: string) =>
    mutant('RBAC', objects, site, misspelt(site.value), ['Role ', site.object.metadata.name, what]);
  const spelling = (kind: string, kinds: readonly string[], path: string) =>
    sites(objects, kinds, path).map((site) =>
      mutant(kind, objects, site, misspelt(site.value), [site.object.metadata.name, misspelt(site.value)]),
    );
  return [
    ...sites(objects, ['Role'], 'rules/*/verbs/*')
      .filter(isDiscovery)
      .map((site) => role(site, String(site.value))),
    ...sites(objects, ['Role'], 'rules/*/resources/*')
      .filter((site) => isDiscovery(site) && site.value !== UNASKED)
      .map((site) => role(site, String(site.value))),
    ...sites(objects, ['Role'], 'rules/*/apiGroups/*')
      .filter(isDiscovery)
      .map((site) => role(site, 'the right to')),
    ...spelling('RBAC', ['RoleBinding', 'ClusterRoleBinding'], 'roleRef/name'),
    ...spelling('RBAC', ['RoleBinding', 'ClusterRoleBinding'], 'subjects/*/name'),
    ...spelling('service account', WORKLOADS, `${PODS}/serviceAccountName`),
    ...spelling('service account', ['Prometheus', 'Alertmanager'], 'spec/serviceAccountName'),
    ...spelling('service account', WORKLOADS, `${PODS}/priorityClassName`),
    ...sites(objects, ['ServiceAccount'], 'automountServiceAccountToken')
      .filter(({ object }) => object.metadata.name === 'prometheus')
      .map((site) =>
        mutant('service account', objects, site, false, ['ServiceAccount', 'automountServiceAccountToken']),
      ),
    ...spelling('secret', WORKLOADS, `${PODS}/volumes/*/secret/secretName`),
    ...spelling('secret', WORKLOADS, `${PODS}/volumes/*/secret/items/*/key`),
    ...spelling('secret', ['Alertmanager'], 'spec/secrets/*'),
    ...spelling('secret', ['Alertmanager'], 'spec/configSecret'),
    ...['url', 'basicAuth/username/name', 'basicAuth/username/key', 'basicAuth/password/key'].flatMap(
      (path) => spelling('remote write', ['Prometheus'], `spec/remoteWrite/*/${path}`),
    ),
    ...sites(objects, ['Prometheus'], 'spec/remoteWrite').map((site) =>
      mutant('remote write', objects, site, [], ['Prometheus', 'spec.remoteWrite', 'an entry for']),
    ),
    ...sites(objects, ['Secret'], 'stringData').map((site) =>
      mutant('secret', objects, site, { 'config.yaml': '' }, [
        'Alertmanager',
        'configSecret',
        'alertmanager.yaml',
      ]),
    ),
    ...sites(objects, ['Secret'], 'metadata/name').map((site) =>
      mutant('secret', objects, site, misspelt(site.value), [
        'Alertmanager',
        'configSecret',
        misspelt(site.value),
      ]),
    ),
  ];
}

/** Rights that nobody needs on the way that is taken here. */
export function unaskedRights(objects: readonly Manifest[]): Excluded[] {
  return [
    ...sites(objects, ['Role'], 'rules/*/resources/*')
      .filter((site) => isDiscovery(site) && site.value === UNASKED)
      .map((site) => ({
        class: 'RBAC',
        title: titleOf(site, String(site.value)),
        reason:
          'discovery goes by EndpointSlice (serviceDiscoveryRole); Endpoints are a fallback of the operator',
      })),
    ...sites(objects, ['Role', 'ClusterRole'], 'rules/*/verbs')
      .filter((site) => !isDiscovery(site))
      .map((site) => ({
        class: 'RBAC',
        title: titleOf(site, 'any verb'),
        reason:
          'what the operator asks the API server for is not in the rendered objects; a real cluster shows it',
      })),
  ];
}
