import { suggest } from '../../config/suggest';

/** One mistake in a preset. */
export interface PresetProblem {
  /** Where it is, e.g. `metrics["http.requests"].labels.route`; empty for the preset as a whole. */
  readonly path: string;
  /** What stands there as JSON, shortened. */
  readonly value: string;
  /** What is allowed, and what may have been meant. */
  readonly message: string;
}

/** Longest value that is repeated in a problem. */
const MAX_SHOWN = 80;

/** Collects the problems of one preset. */
export class Problems {
  readonly all: PresetProblem[] = [];

  /** @param known words of which the value may be a misspelling */
  add(path: string, value: unknown, allowed: string, known: readonly string[] = []): void {
    const meant = typeof value === 'string' ? suggest(value, known) : undefined;
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    this.all.push({ path, value: shown(value), message: `${allowed}${hint}` });
  }
}

/** One line for people: `path = value: what is allowed`. */
export function describePresetProblem({ path, value, message }: PresetProblem): string {
  const where = path === '' ? 'preset' : path;
  return value === '' ? `${where}: ${message}` : `${where} = ${value}: ${message}`;
}

function shown(value: unknown): string {
  if (value === undefined) return '';
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}

/** The path of a field; a name that is no plain word stands in brackets. */
export function below(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
