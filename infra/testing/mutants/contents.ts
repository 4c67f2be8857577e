import { parse, stringify } from 'yaml';
import { CONFIG_KEY } from '../../components/alertmanager/resources';
import type { Manifest } from '../../model/wiring/shape';
import { misspelt, type Mutant, mutant, type Site, sites } from './mutant';

/** Mistakes inside of configuration files: receivers, data sources, addresses, jobs. */
export function contentMutants(objects: readonly Manifest[]): Mutant[] {
  return [...receivers(objects), ...datasources(objects), ...addresses(objects), ...jobs(objects)];
}

/** The file at a place with a value inside of it changed. */
function inside(
  kind: string,
  objects: readonly Manifest[],
  file: Site,
  pattern: string,
  to: (value: unknown) => unknown,
  names: (value: unknown) => string[],
): Mutant[] {
  const text = String(file.value);
  const document = {
    apiVersion: '',
    kind: 'file',
    metadata: { name: 'file' },
    content: parse(text) as unknown,
  };
  return sites([document], ['file'], `content/${pattern}`).map((place) => {
    const made = mutant(kind, [document], place, to(place.value), []);
    const content = (made.objects[0] as typeof document | undefined)?.content;
    const changed = text.startsWith('{') ? JSON.stringify(content) : stringify(content, { lineWidth: 0 });
    return {
      ...mutant(kind, objects, file, changed, names(place.value)),
      title: `${file.object.metadata.name} ${place.path.slice(1).join('.')} ${String(place.value).slice(0, 60)}`,
    };
  });
}

function receivers(objects: readonly Manifest[]): Mutant[] {
  const [file] = sites(objects, ['Secret'], 'stringData').map((site) => ({
    ...site,
    path: [...site.path, CONFIG_KEY],
    value: (site.value as Readonly<Record<string, string>>)[CONFIG_KEY],
  }));
  if (file === undefined) return [];
  const renamed = (value: unknown): string[] => ['alertmanager.yaml', misspelt(value)];
  return [
    ...inside('receiver', objects, file, 'route/receiver', misspelt, renamed),
    ...inside('receiver', objects, file, 'route/routes/*/receiver', misspelt, renamed),
    ...inside('receiver', objects, file, 'receivers/*/name', misspelt, (value) => [
      'receiver',
      String(value),
    ]),
    ...inside('receiver', objects, file, 'receivers/*/webhook_configs/*/url_file', misspelt, renamed),
    ...inside('receiver', objects, file, 'templates/*', misspelt, renamed),
    ...inside(
      'receiver',
      objects,
      file,
      'receivers/*/webhook_configs',
      () => [],
      () => ['webhook_configs', 'notifies'],
    ),
  ];
}

function filesOf(objects: readonly Manifest[], map: string): Site[] {
  return sites(objects, ['ConfigMap'], 'data/*').filter(({ object }) => object.metadata.name === map);
}

function datasources(objects: readonly Manifest[]): Mutant[] {
  const provisioning = filesOf(objects, 'grafana-provisioning');
  const boards = filesOf(objects, 'grafana-boards-gatewatch-gateways').slice(0, 1);
  const renamed = (value: unknown): string[] => ['grafana-', String(value)];
  const kind = 'data source';
  return [
    ...provisioning.flatMap((file) => [
      ...inside(kind, objects, file, 'datasources/*/uid', misspelt, renamed),
      ...inside(kind, objects, file, 'datasources/*/jsonData/*/datasourceUid', misspelt, renamed),
      ...inside(kind, objects, file, 'datasources/*/jsonData/*/*/datasourceUid', misspelt, renamed),
      ...inside(kind, objects, file, 'providers/*/options/path', misspelt, (value) => [misspelt(value)]),
    ]),
    ...boards.flatMap((file) => [
      ...inside(
        kind,
        objects,
        file,
        'panels/*/datasource/uid',
        () => 'missing',
        () => ['panels', 'missing'],
      ),
      ...inside(
        kind,
        objects,
        file,
        'panels/*/datasource/type',
        () => 'graphite',
        () => ['panels', 'graphite'],
      ),
      ...inside(
        kind,
        objects,
        file,
        'templating/list/*/datasource/uid',
        () => 'none',
        () => ['templating', 'none'],
      ),
    ]),
  ];
}

function addresses(objects: readonly Manifest[]): Mutant[] {
  const collector = filesOf(objects, 'otel-collector-config');
  const provisioning = filesOf(objects, 'grafana-provisioning');
  const elsewhere = (from: RegExp, to: string) => (value: unknown) => String(value).replace(from, to);
  const change = (file: Site, pattern: string) => {
    const { name } = file.object.metadata;
    const moved = (from: RegExp, to: string, what: string, names: string[]) =>
      inside('address', objects, file, pattern, elsewhere(from, to), () => [name, ...names]).map((made) => ({
        ...made,
        title: `${made.title} (${what})`,
      }));
    return [
      ...moved(/(tempo|loki|prometheus|alertmanager)\./, '$1x.', 'host', ['a Service as name.namespace']),
      ...moved(/:(\d+)(\/.*)?$/, ':9999$2', 'port', ['9999', 'a port of Service']),
      ...moved(/observability/, 'monitoring', 'namespace', ['monitoring']),
    ];
  };
  return [
    ...collector.flatMap((file) => [
      ...change(file, 'exporters/otlp_grpc~tempo/endpoint'),
      ...change(file, 'exporters/otlp_http~loki/endpoint'),
      ...inside(
        'address',
        objects,
        file,
        'extensions/health_check/endpoint',
        elsewhere(/13133/, '13134'),
        () => ['otel-collector', '13133'],
      ),
    ]),
    ...provisioning.flatMap((file) => change(file, 'datasources/*/url')),
  ];
}

function jobs(objects: readonly Manifest[]): Mutant[] {
  return [
    ...sites(objects, ['ServiceMonitor'], 'spec/endpoints/*/relabelings/*')
      .filter(({ value }) => ['job', 'environment'].includes((value as { targetLabel: string }).targetLabel))
      .map((site) => {
        const relabeling = site.value as { replacement: string };
        const replacement = misspelt(relabeling.replacement);
        return mutant('job', objects, site, { ...relabeling, replacement }, [
          'ServiceMonitor',
          site.object.metadata.name,
          replacement,
        ]);
      }),
    ...objects.flatMap((object, index) =>
      object.kind === 'ServiceMonitor' || object.kind === 'PrometheusRule'
        ? [
            {
              class: 'job',
              title: `${object.kind} ${object.metadata.name} removed`,
              objects: objects.filter((_, one) => one !== index),
              names: [`${object.kind}s`, 'expected'],
            },
          ]
        : [],
    ),
  ];
}
