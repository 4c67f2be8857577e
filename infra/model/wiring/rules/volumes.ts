import { extname } from 'node:path';
import type { Pods } from '../cluster';
import type { WiringContext, WiringRule } from '../context';
import { finding, type Finding } from '../finding';
import { keysOf, namesIn } from '../secrets';
import type { VolumeShape } from '../shape';

/** What pods mount is there: each mount a volume, each volume a mount, each ConfigMap and Secret with its keys. */
export const volumes: WiringRule = (context) =>
  context.cluster.pods.flatMap((pods) => [
    ...mounts(pods),
    ...(pods.spec?.volumes ?? []).flatMap((volume, index) => source(context, pods, volume, index)),
    ...environment(context, pods),
  ]);

function mounts({ owner, spec, claims }: Pods): Finding[] {
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  const declared = [...(spec?.volumes ?? []).map(({ name }) => name), ...claims];
  const mounted = containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name));
  return [
    ...containers.flatMap(({ name: container, volumeMounts = [] }) =>
      volumeMounts.flatMap(({ name }, index) =>
        declared.includes(name)
          ? []
          : [
              finding(
                owner,
                `container ${container} volumeMounts[${index}].name`,
                name,
                'a volume of the pod',
                declared,
              ),
            ],
      ),
    ),
    ...declared
      .filter((name) => !mounted.includes(name))
      .map((name) => finding(owner, 'volumes', name, 'no volume that nothing mounts', mounted)),
  ];
}

function source(
  { cluster }: WiringContext,
  { owner, namespace }: Pods,
  { configMap, secret }: VolumeShape,
  index: number,
): Finding[] {
  const reference = configMap ?? secret;
  if (reference === undefined) return [];
  const kind = configMap === undefined ? 'Secret' : 'ConfigMap';
  const name = configMap?.name ?? secret?.secretName ?? '';
  const field = `volumes[${index}].${kind === 'Secret' ? 'secret.secretName' : 'configMap.name'}`;
  const keys = keysOf(cluster, kind, namespace, name);
  if (keys === undefined) {
    return [finding(owner, field, name, `a ${kind} of ${namespace}`, namesIn(cluster, kind, namespace))];
  }
  return (reference.items ?? []).flatMap(({ key, path }, item) => {
    const at = `volumes[${index}].${kind === 'Secret' ? 'secret' : 'configMap'}.items[${item}]`;
    if (!keys.includes(key)) {
      return [finding(owner, `${at}.key`, key, `a key of ${kind} ${namespace}/${name}`, keys)];
    }
    // Grafana and others read files by their extension: under another one a mounted file is silently left out.
    if (extname(path) === extname(key)) return [];
    const expected = `to be mounted as a ${extname(key)} file, as its key ${key} says`;
    return [finding(owner, `${at}.path`, path, expected)];
  });
}

function environment({ cluster }: WiringContext, { owner, namespace, spec }: Pods): Finding[] {
  return (spec?.containers ?? []).flatMap(({ env = [] }) =>
    env.flatMap(({ name, valueFrom }) => {
      const kind = valueFrom?.secretKeyRef === undefined ? 'ConfigMap' : 'Secret';
      const reference = valueFrom?.secretKeyRef ?? valueFrom?.configMapKeyRef;
      if (reference === undefined) return [];
      const keys = keysOf(cluster, kind, namespace, reference.name);
      if (keys?.includes(reference.key) === true) return [];
      const at = `env ${name}`;
      const value = `${reference.name}/${reference.key}`;
      return [
        finding(
          owner,
          at,
          value,
          `a ${kind} of ${namespace} with this key`,
          keys ?? namesIn(cluster, kind, namespace),
        ),
      ];
    }),
  );
}
