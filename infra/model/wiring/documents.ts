import { parse } from 'yaml';
import type { Cluster, Pods } from './cluster';

/** A file that pods read from a ConfigMap or Secret. */
export interface MountedFile {
  /** Kind, namespace and name of the object that holds it, and the key. */
  readonly object: string;
  readonly key: string;
  /** Path in the container; where only a part of the keys is mounted under other names, their names. */
  readonly path: string;
  /** Undefined for files of Secrets that somebody else makes. */
  readonly text: string | undefined;
}

/** Files that pods mount, by the paths at which they see them. */
export function mountedFiles(cluster: Cluster, { namespace, spec }: Pods): MountedFile[] {
  const mounts = (spec?.containers ?? []).flatMap(({ volumeMounts = [] }) => volumeMounts);
  return mounts.flatMap(({ name, mountPath }) => {
    const volume = spec?.volumes?.find((one) => one.name === name);
    const kind = volume?.secret === undefined ? 'ConfigMap' : 'Secret';
    const source = volume?.configMap?.name ?? volume?.secret?.secretName;
    if (source === undefined) return [];
    const object = cluster
      .of(kind)
      .find(({ metadata }) => metadata.name === source && metadata.namespace === namespace);
    const data: Readonly<Record<string, string>> = { ...object?.data, ...object?.stringData };
    const items =
      volume?.configMap?.items ??
      volume?.secret?.items ??
      Object.keys(data).map((key) => ({ key, path: key }));
    return items.map(({ key, path }) => ({
      object: `${kind} ${namespace}/${source}`,
      key,
      path: `${mountPath}/${path}`,
      text: data[key],
    }));
  });
}

/** Documents are parsed once: boards are large, and the same text is judged again and again. */
const parsed = new Map<string, unknown>();
const MOST_REMEMBERED = 200;

/** A YAML or JSON document; undefined if it is none. */
export function documentOf(text: string): unknown {
  if (parsed.has(text)) return parsed.get(text);
  let document: unknown;
  try {
    document = text.startsWith('{') ? JSON.parse(text) : parse(text);
  } catch {
    document = undefined;
  }
  if (parsed.size >= MOST_REMEMBERED) parsed.clear();
  parsed.set(text, document);
  return document;
}

/** A text in a document with the way to it, e.g. `exporters.otlp.endpoint`. */
export interface TextAt {
  readonly at: string;
  readonly key: string;
  readonly text: string;
}

/** Every text of a document, however deep. */
export function textsIn(value: unknown, at = '', key = ''): TextAt[] {
  if (typeof value === 'string') return [{ at, key, text: value }];
  if (Array.isArray(value)) return value.flatMap((one, index) => textsIn(one, `${at}[${index}]`, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    textsIn(child, at === '' ? name : `${at}.${name}`, name),
  );
}
