import type { Pods } from '../cluster';
import type { WiringContext, WiringRule } from '../context';
import { documentOf, mountedFiles, textsIn } from '../documents';
import { finding, type Finding } from '../finding';

/** A path below one of the folders that images leave to whoever runs them. */
const PATH = /(?:^|[=:])(\/(?:etc|var|loki)\/[^\s,;"']+)/;
/** A variable in a collector configuration. */
const VARIABLE = /\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Every file or folder that a flag, a variable or a configuration file names is mounted, every variable set. */
export const files: WiringRule = (context) => context.cluster.pods.flatMap((pods) => missing(context, pods));

interface Named {
  readonly where: string;
  readonly path: string;
}

function missing({ cluster }: WiringContext, pods: Pods): Finding[] {
  const { spec, owner } = pods;
  const containers = spec?.containers ?? [];
  if (containers.length === 0) return [];
  const mounted = mountedFiles(cluster, pods);
  const writable = new Set(
    (spec?.volumes ?? [])
      .flatMap(({ name, emptyDir }) => (emptyDir === undefined ? [] : [name]))
      .concat(pods.claims),
  );
  const folders = containers
    .flatMap(({ volumeMounts = [] }) => volumeMounts)
    .filter(({ name }) => writable.has(name))
    .map(({ mountPath }) => mountPath);
  const there = (path: string): boolean =>
    mounted.some((file) => file.path === path || file.path.startsWith(`${path}/`)) ||
    folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  const known = [...mounted.map(({ path }) => path), ...folders];
  // A folder of boards that nothing is in has no place in the list of all boards.
  const shown =
    known.length > 8 ? [...new Set(known.map((path) => path.split('/').slice(0, -1).join('/')))] : known;
  return [
    ...[...namedBy(containers), ...namedIn(mounted)]
      .filter(({ path }) => !there(path))
      .map(({ where, path }) => finding(owner, where, path, 'a file or folder that is mounted', shown)),
    ...unset(pods, mounted),
  ];
}

type Containers = NonNullable<NonNullable<Pods['spec']>['containers']>;

function namedBy(containers: Containers): Named[] {
  return containers.flatMap(({ name, args = [], env = [] }) => [
    ...args.flatMap((arg, index) => named(`container ${name} args[${index}]`, arg)),
    ...env.flatMap((variable) => named(`container ${name} env ${variable.name}`, variable.value ?? '')),
  ]);
}

function namedIn(mounted: ReturnType<typeof mountedFiles>): Named[] {
  return mounted.flatMap(({ object, key, text = '' }) =>
    text.startsWith('{')
      ? []
      : textsIn(documentOf(text)).flatMap((one) => named(`${object} ${key} ${one.at}`, one.text)),
  );
}

function named(where: string, text: string): Named[] {
  const path = PATH.exec(text)?.[1];
  return path === undefined ? [] : [{ where, path }];
}

function unset({ owner, spec }: Pods, mounted: ReturnType<typeof mountedFiles>): Finding[] {
  const set = (spec?.containers ?? []).flatMap(({ env = [] }) => env.map(({ name }) => name));
  const wanted = mounted.flatMap(({ object, key, text = '' }) =>
    [...text.matchAll(VARIABLE)].map(([, name = '']) => ({ where: `${object} ${key}`, name })),
  );
  const distinct = new Map(wanted.map((one) => [`${one.where} ${one.name}`, one]));
  return [...distinct.values()]
    .filter(({ name }) => !set.includes(name))
    .map(({ where, name }) =>
      finding(owner, `${where} \${env:${name}}`, name, 'a variable of the container', set),
    );
}
