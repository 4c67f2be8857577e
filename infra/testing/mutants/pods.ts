import type { Manifest } from '../../model/wiring/shape';
import { misspelt, type Mutant, mutant, type Site, sites } from './mutant';

const CONTAINER = 'spec/template/spec/containers/*';
const WORKLOADS = ['Deployment', 'StatefulSet'];

/** What a pod mounts, reads and is asked for. */
export function podMutants(objects: readonly Manifest[]): Mutant[] {
  const changed = (
    kind: string,
    path: string,
    to: (value: unknown) => unknown,
    names?: (site: Site) => string[],
  ) =>
    sites(objects, WORKLOADS, path).map((site) =>
      mutant(kind, objects, site, to(site.value), [
        site.object.metadata.name,
        ...(names?.(site) ?? [String(to(site.value))]),
      ]),
    );
  const value = ({ value: was }: Site): string[] => [String(was)];
  const volumes = 'spec/template/spec/volumes/*';
  return [
    ...changed('volume', `${volumes}/name`, misspelt),
    ...changed('volume', `${volumes}/configMap/name`, misspelt),
    ...changed('volume', `${volumes}/configMap/items/*/key`, misspelt),
    ...changed('volume', 'spec/volumeClaimTemplates/*/metadata/name', misspelt),
    ...changed('mount', `${CONTAINER}/volumeMounts/*/name`, misspelt),
    ...changed('mount', `${CONTAINER}/volumeMounts/*/mountPath`, misspelt, value).filter(
      // Nothing in a configuration says where temporary files go.
      ({ title }) => !title.includes('/tmp'),
    ),
    ...changed(
      'mount',
      `${CONTAINER}/volumeMounts/*`,
      () => undefined,
      () => ['volumes'],
    ),
    ...['startupProbe', 'livenessProbe', 'readinessProbe'].flatMap((probe) => [
      ...changed('probe', `${CONTAINER}/${probe}/httpGet/path`, misspelt),
      ...changed('probe', `${CONTAINER}/${probe}/httpGet/port`, misspelt),
    ]),
    ...sites(objects, WORKLOADS, `${CONTAINER}/args/*`)
      .filter(({ value: arg }) => /config[.=]/.test(String(arg)) && String(arg).includes('/etc/'))
      .map((site) =>
        mutant('file', objects, site, misspelt(site.value), [site.object.metadata.name, 'args', 'x"']),
      ),
    ...sites(objects, WORKLOADS, `${CONTAINER}/env/*/value`)
      .filter(({ value: text }) => String(text).startsWith('/'))
      .map((site) =>
        mutant('file', objects, site, misspelt(site.value), [
          site.object.metadata.name,
          misspelt(site.value),
        ]),
      ),
    ...sites(objects, WORKLOADS, `${CONTAINER}/env/*`)
      .filter(({ value: variable }) => (variable as { name: string }).name === 'POD_IP')
      .map((site) => mutant('file', objects, site, undefined, [site.object.metadata.name, 'POD_IP'])),
    ...changed('file', `${volumes}/*/items/*/path`, misspelt, () => ['mounted']),
    ...sites(objects, ['ServiceMonitor'], 'spec/endpoints/*/path').map((site) =>
      mutant('scrape path', objects, site, misspelt(site.value), [
        'ServiceMonitor',
        site.object.metadata.name,
        misspelt(site.value),
      ]),
    ),
  ];
}
