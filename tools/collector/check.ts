import { COMPONENT_KINDS, type CollectorManifest, type ComponentKind, modulesOf } from './manifest';

/** Something that a collector configuration uses and the distribution, or the configuration itself, does not have. */
export interface CollectorProblem {
  /** Where, e.g. `service.pipelines.traces.processors[1]`. */
  readonly path: string;
  /** Component id or provider scheme, e.g. `tail_sampling/errors`. */
  readonly component: string;
  readonly message: string;
}

type Node = Readonly<Record<string, unknown>>;

// A module is named after its component without underscores (`memorylimiterprocessor` is `memory_limiter`). Types that this
// does not find: module name without its kind -> further type.
const FURTHER_TYPES: Readonly<Record<string, string>> = { otlpexporter: 'otlpgrpc' };

/**
 * Checks a collector configuration against the manifest of our distribution: component types, pipeline references and
 * configuration providers (`${env:NAME}`). Values inside components are the business of `otelcol validate`.
 */
export function checkCollectorConfig(config: object, manifest: CollectorManifest): CollectorProblem[] {
  const root = config as Node;
  return [
    ...COMPONENT_KINDS.flatMap((kind) => unknownTypes(root, kind, manifest)),
    ...danglingReferences(root),
    ...unknownProviders(root, manifest),
  ];
}

function unknownTypes(root: Node, kind: ComponentKind, manifest: CollectorManifest): CollectorProblem[] {
  const known = typesOf(manifest, kind);
  return Object.keys(asNode(root[kind]))
    .filter((id) => !known.has(spelling(typeOf(id))))
    .map((id) => ({
      path: `${kind}.${id}`,
      component: id,
      message: `${kind}.${id}: the distribution has no ${kind.slice(0, -1)} of type "${typeOf(id)}". Add its module to tools/collector/manifest.yaml, or use one of: ${[...known].join(', ')}.`,
    }));
}

function typesOf(manifest: CollectorManifest, kind: ComponentKind): Set<string> {
  return new Set(
    modulesOf(manifest, kind).flatMap(({ path }) => {
      const last = path.slice(path.lastIndexOf('/') + 1);
      const further = FURTHER_TYPES[last];
      const type = last.endsWith(kind.slice(0, -1)) ? last.slice(0, 1 - kind.length) : last;
      return further === undefined ? [type] : [type, further];
    }),
  );
}

function danglingReferences(root: Node): CollectorProblem[] {
  const service = asNode(root['service']);
  const defined = (kinds: readonly ComponentKind[]): Set<string> =>
    new Set(kinds.flatMap((kind) => Object.keys(asNode(root[kind]))));
  const extensions = references(service['extensions'], 'service.extensions', defined(['extensions']));
  const pipelines = Object.entries(asNode(service['pipelines'])).flatMap(([name, pipeline]) =>
    (['receivers', 'processors', 'exporters'] as const).flatMap((kind) =>
      references(
        asNode(pipeline)[kind],
        `service.pipelines.${name}.${kind}`,
        // A connector is an exporter of one pipeline and a receiver of another.
        defined(kind === 'processors' ? [kind] : [kind, 'connectors']),
      ),
    ),
  );
  return [...extensions, ...pipelines];
}

function references(list: unknown, path: string, defined: ReadonlySet<string>): CollectorProblem[] {
  return asList(list).flatMap((entry, index) => {
    const id = String(entry);
    if (defined.has(id)) return [];
    const at = `${path}[${index}]`;
    const known = [...defined].join(', ') || 'nothing';
    return [{ path: at, component: id, message: `${at}: "${id}" is not defined; defined is ${known}.` }];
  });
}

function unknownProviders(root: Node, manifest: CollectorManifest): CollectorProblem[] {
  const known = new Set(
    modulesOf(manifest, 'providers').map(({ path }) =>
      path.slice(path.lastIndexOf('/') + 1).replace(/provider$/, ''),
    ),
  );
  return stringsIn(root, '').flatMap(({ path, text }) =>
    // `$$` is an escaped dollar sign, so an even number of them before a brace starts no reference.
    [...text.matchAll(/(?<!\$)(?:\$\$)*\$\{([a-z][a-z0-9+.-]*):/g)]
      .map((match) => match[1] ?? '')
      .filter((scheme) => !known.has(scheme))
      .map((scheme) => ({
        path,
        component: scheme,
        message: `${path}: the distribution has no configuration provider "${scheme}"; it has ${[...known].join(', ')}.`,
      })),
  );
}

function stringsIn(value: unknown, path: string): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((entry, i) => stringsIn(entry, `${path}[${i}]`));
  return Object.entries(asNode(value)).flatMap(([key, entry]) =>
    stringsIn(entry, path === '' ? key : `${path}.${key}`),
  );
}

const typeOf = (id: string): string => id.split('/')[0] ?? id;
const spelling = (type: string): string => type.replaceAll('_', '');
const asNode = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {});
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
