import { fileText } from './file-text';
import { pairs, text } from './parse';
import type { Environment } from './reader';
import { suggest } from './suggest';
import type { ConfigProblem } from './types';
import { optional, type Variable } from './variable';

export const configFileVariable = optional({
  name: 'GATEWATCH_CONFIG_FILE',
  type: 'path',
  parse: text,
  help: 'JSON file with variables of this table by their names; a variable of the environment wins over the file.',
});

/** Settings that come from a file. */
export interface ConfigFile {
  readonly path: string;
  /** By the names of the variables, in the form that these have in an environment. */
  readonly values: Environment;
  /** What in it means nothing. */
  readonly problems: readonly ConfigProblem[];
}

/** The file that the environment names; undefined if it names none. A file that cannot be read is one problem. */
export function configFile(env: Environment, all: readonly Variable<unknown>[]): ConfigFile | undefined {
  const path = (env[configFileVariable.name] ?? '').trim();
  if (path === '') return undefined;
  // A file that names another one would be a chain that nobody asked for.
  const known = all.filter(({ name }) => name !== configFileVariable.name);
  let content: unknown;
  try {
    content = JSON.parse(fileText(path));
  } catch (error) {
    return unusable(path, `cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return unusable(path, 'must hold a JSON object of variables, e.g. { "GATEWATCH_ADMIN_PORT": 9464 }');
  }
  const values: Record<string, string> = {};
  const problems: ConfigProblem[] = [];
  for (const [name, value] of Object.entries(content)) {
    const variable = known.find((candidate) => candidate.name === name);
    const written = variable && asText(variable, value);
    if (written !== undefined) values[name] = written;
    // The value stays out: it may be a secret.
    else problems.push({ variable: fieldOf(path, name), value: '', message: wrong(variable, name, known) });
  }
  return { path, values, problems };
}

/** How a field of a file is called in a problem. */
export function fieldOf(path: string, name: string): string {
  return `${path}: ${name}`;
}

function unusable(path: string, message: string): ConfigFile {
  return { path, values: {}, problems: [{ variable: configFileVariable.name, value: path, message }] };
}

function wrong(
  variable: Variable<unknown> | undefined,
  name: string,
  known: readonly Variable<unknown>[],
): string {
  if (variable !== undefined) {
    return `must be a text, a number, true or false, a list of these${takesObject(variable) ? ', or an object' : ''}; it has no effect`;
  }
  const meant = suggest(
    name,
    known.map((candidate) => candidate.name),
  );
  return `is no variable of this release and has no effect${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}

/** A value of JSON as the text that the variable would hold; undefined if there is none. */
function asText(variable: Variable<unknown>, value: unknown): string | undefined {
  if (Array.isArray(value)) return value.every(isScalar) ? value.map(String).join(',') : undefined;
  if (isScalar(value)) return String(value);
  if (typeof value !== 'object' || value === null || !takesObject(variable)) return undefined;
  if (variable.parse !== pairs) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (!entries.every(([, item]) => isScalar(item))) return undefined;
  return entries.map((pair) => pair.map((part) => encodeURIComponent(String(part))).join('=')).join(',');
}

function takesObject({ parse, type }: Variable<unknown>): boolean {
  return parse === pairs || type.startsWith('JSON');
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
