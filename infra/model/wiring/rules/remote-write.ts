import { nameOf } from '../cluster';
import type { WiringContext, WiringRule } from '../context';
import { finding, type Finding } from '../finding';
import { keysOf } from '../secrets';
import type { OperatedShape } from '../shape';

type RemoteWrites = NonNullable<NonNullable<OperatedShape['spec']>['remoteWrite']>;

/** Prometheus writes to what is declared and to nothing else, and its Secrets are there. */
export const remoteWrite: WiringRule = (context) =>
  context.cluster.of('Prometheus').flatMap((prometheus) => {
    const entries = prometheus.spec?.remoteWrite ?? [];
    return [
      ...urls(context, prometheus, entries),
      ...entries.flatMap((entry, index) => secrets(context, prometheus, entry, index)),
    ];
  });

function urls({ config }: WiringContext, prometheus: OperatedShape, entries: RemoteWrites): Finding[] {
  const declared = config.remoteWrite.map(({ url }) => url);
  const written = entries.map(({ url }) => url);
  return [
    ...entries.flatMap(({ url }, index) =>
      declared.includes(url)
        ? []
        : [
            finding(
              nameOf(prometheus),
              `spec.remoteWrite[${index}].url`,
              url,
              'a URL that the configuration declares (remoteWrite)',
              declared,
            ),
          ],
    ),
    ...declared
      .filter((url) => !written.includes(url))
      .map((url) => finding(nameOf(prometheus), 'spec.remoteWrite', written, `an entry for ${url}`)),
  ];
}

function secrets(
  { cluster }: WiringContext,
  prometheus: OperatedShape,
  { authorization, basicAuth }: RemoteWrites[number],
  index: number,
): Finding[] {
  const at = `spec.remoteWrite[${index}]`;
  const references = [
    [`${at}.authorization.credentials`, authorization?.credentials] as const,
    [`${at}.basicAuth.username`, basicAuth?.username] as const,
    [`${at}.basicAuth.password`, basicAuth?.password] as const,
  ];
  return references.flatMap(([field, reference]) => {
    if (reference === undefined) return [];
    const keys = keysOf(cluster, 'Secret', prometheus.metadata.namespace ?? '', reference.name);
    if (keys === undefined) {
      return [finding(nameOf(prometheus), `${field}.name`, reference.name, 'a Secret of its namespace')];
    }
    if (keys.includes(reference.key)) return [];
    return [
      finding(nameOf(prometheus), `${field}.key`, reference.key, `a key of Secret ${reference.name}`, keys),
    ];
  });
}
