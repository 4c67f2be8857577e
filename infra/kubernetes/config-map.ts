import type { ConfigMap, Labels } from './object';
import type { Volume } from './pod';

/** The Kubernetes API refuses a ConfigMap of more than 1 MiB. */
const MOST_BYTES = 1024 * 1024;

/**
 * Files as a ConfigMap. Slashes of paths become `__`, as keys must not hold any.
 * @throws Error if the files are larger than a ConfigMap may be
 */
export function configMap(
  name: string,
  namespace: string,
  labels: Labels,
  files: Readonly<Record<string, string>>,
): ConfigMap {
  const data = Object.fromEntries(Object.entries(files).map(([path, text]) => [keyOf(path), text]));
  const size = Buffer.byteLength(JSON.stringify(data));
  if (size > MOST_BYTES) {
    throw new Error(
      `ConfigMap ${namespace}/${name} would hold ${size} bytes, Kubernetes takes at most ${MOST_BYTES}: spread the files over several`,
    );
  }
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace, labels }, data };
}

/** A volume that shows the ConfigMap's files under their paths. */
export function configVolume(volume: string, name: string, files: Readonly<Record<string, string>>): Volume {
  return {
    name: volume,
    configMap: { name, items: Object.keys(files).map((path) => ({ key: keyOf(path), path })) },
  };
}

function keyOf(path: string): string {
  return path.replaceAll('/', '__');
}
