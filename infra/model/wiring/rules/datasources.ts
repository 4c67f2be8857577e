import type { WiringRule } from '../context';
import { documentOf, mountedFiles, type MountedFile, textsIn } from '../documents';
import { finding, type Finding } from '../finding';

interface Source {
  readonly uid: string;
  readonly type?: string;
}

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly query?: unknown;
  readonly current?: { readonly value?: unknown };
}

interface Board {
  readonly templating?: { readonly list?: readonly Variable[] };
}

/** Sources that Grafana has of its own. */
const BUILT_IN = ['grafana', '-- Grafana --', '-- Mixed --', '-- Dashboard --'];
/** Keys of data sources that name another one. */
const UID_KEYS = ['datasourceUid', 'alertmanagerUid'];
const UID = 'the uid of a provisioned data source';

/** Every data source that a board or another data source names is provisioned, and of the type that is expected. */
export const datasources: WiringRule = ({ cluster }) =>
  cluster.pods.flatMap((pods) => {
    const files = mountedFiles(cluster, pods);
    const provisioned = files.flatMap(sourcesIn);
    const boards = files.filter(isBoard);
    if (provisioned.length === 0 && boards.length === 0) return [];
    return [
      ...files.filter((file) => !isBoard(file)).flatMap((file) => links(file, provisioned)),
      ...boards.flatMap((file) => board(file, provisioned)),
    ];
  });

function isBoard({ text = '' }: MountedFile): boolean {
  return text.startsWith('{');
}

function sourcesIn(file: MountedFile): readonly Source[] {
  if (isBoard(file)) return [];
  const { datasources: sources } = (documentOf(file.text ?? '') ?? {}) as {
    readonly datasources?: readonly Source[];
  };
  return Array.isArray(sources) ? sources : [];
}

function links({ object, key, text = '' }: MountedFile, provisioned: readonly Source[]): Finding[] {
  if (!UID_KEYS.some((name) => text.includes(name))) return [];
  const uids = provisioned.map(({ uid }) => uid);
  return textsIn(documentOf(text))
    .filter((one) => UID_KEYS.includes(one.key) && !uids.includes(one.text))
    .map((one) => finding(`${object} ${key}`, one.at, one.text, UID, uids));
}

function board({ object, key, text = '' }: MountedFile, provisioned: readonly Source[]): Finding[] {
  const document = documentOf(text);
  const list = ((document ?? {}) as Board).templating?.list ?? [];
  const variables = list.filter(({ type }) => type === 'datasource');
  const name = `${object} ${key}`;
  const choices = variables.map((variable) => ({
    uid: `\${${variable.name}}`,
    type: String(variable.query),
  }));
  return [
    ...variables.flatMap((variable) => chosen(name, variable, provisioned)),
    ...references(document, '').flatMap(({ at, source }) => {
      if (BUILT_IN.includes(source.uid)) return [];
      const known = [...choices, ...provisioned].find(({ uid }) => uid === source.uid);
      if (known === undefined) {
        const uids = [...choices, ...provisioned].map(({ uid }) => uid);
        return [finding(name, `${at}.uid`, source.uid, `${UID} or a variable that chooses one`, uids)];
      }
      if (source.type === undefined || known.type === source.type) return [];
      return [finding(name, `${at}.type`, source.type, `the type of ${known.uid}`, [known.type ?? ''])];
    }),
  ];
}

/** A variable offers the sources of a type, and begins with one of them. */
function chosen(object: string, variable: Variable, provisioned: readonly Source[]): Finding[] {
  const at = `templating.list ${variable.name}`;
  const offered = provisioned.filter(({ type }) => type === variable.query);
  if (offered.length === 0) {
    const types = provisioned.map(({ type }) => type ?? '');
    return [finding(object, `${at}.query`, variable.query, 'the type of a provisioned data source', types)];
  }
  const uids = offered.map(({ uid }) => uid);
  const value = variable.current?.value;
  if (uids.includes(String(value))) return [];
  return [finding(object, `${at}.current.value`, value, UID, uids)];
}

interface Reference {
  readonly at: string;
  readonly source: Source;
}

function references(value: unknown, at: string): Reference[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => references(one, `${at}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]: [string, unknown]) => {
    const path = at === '' ? name : `${at}.${name}`;
    const source = child as Source | null;
    if (name === 'datasource' && typeof source === 'object' && typeof source?.uid === 'string') {
      return [{ at: path, source }];
    }
    return references(child, path);
  });
}
