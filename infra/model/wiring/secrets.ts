import type { Cluster } from './cluster';

/** Keys of a ConfigMap or Secret, rendered or declared; undefined if there is none. */
export function keysOf(
  cluster: Cluster,
  kind: 'ConfigMap' | 'Secret',
  namespace: string,
  name: string,
): readonly string[] | undefined {
  const object = cluster
    .of(kind)
    .find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
  if (object !== undefined) return Object.keys({ ...object.data, ...object.stringData });
  return kind === 'Secret' ? cluster.declared.secrets[`${namespace}/${name}`] : undefined;
}

/** Names of the ConfigMaps or Secrets of a namespace. */
export function namesIn(cluster: Cluster, kind: 'ConfigMap' | 'Secret', namespace: string): string[] {
  const prefix = `${namespace}/`;
  const declared = kind === 'Secret' ? Object.keys(cluster.declared.secrets) : [];
  return [
    ...cluster
      .of(kind)
      .filter(({ metadata }) => metadata.namespace === namespace)
      .map(({ metadata }) => metadata.name),
    ...declared.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)),
  ];
}
