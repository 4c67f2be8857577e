import type { AlertName } from '../packs';
import type { Severity } from '../rule';

/** Which alerts: those that have one of the values of every label that is given. An empty match is a mistake. */
export interface Match {
  readonly alerts?: readonly AlertName[];
  readonly severities?: readonly Severity[];
  readonly teams?: readonly string[];
  readonly tenants?: readonly string[];
  readonly environments?: readonly string[];
  readonly services?: readonly string[];
}

/** Label that each part of a match is about. */
export const MATCHED_LABELS: Readonly<Record<keyof Match, string>> = {
  alerts: 'alertname',
  severities: 'severity',
  teams: 'team',
  tenants: 'tenant_id',
  environments: 'environment',
  services: 'service',
};

const PARTS = Object.keys(MATCHED_LABELS) as (keyof Match)[];

/** True if an alert with the labels is one of the match. */
export function isMatched(match: Match, labels: Readonly<Record<string, string>>): boolean {
  return PARTS.every((part) => {
    const values: readonly string[] | undefined = match[part];
    return values === undefined || values.includes(labels[MATCHED_LABELS[part]] ?? '');
  });
}

/** The match in Alertmanager's notation. */
export function matchersOf(match: Match): string[] {
  return PARTS.flatMap((part) => {
    const values: readonly string[] | undefined = match[part];
    return values === undefined ? [] : [matcher(MATCHED_LABELS[part], values)];
  });
}

/** A matcher for one of the values, quoted as Alertmanager reads it. */
export function matcher(label: string, values: readonly string[]): string {
  const [first = ''] = values;
  return values.length === 1
    ? `${label}=${quoted(first)}`
    : `${label}=~${quoted(values.map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'))}`;
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

export function matchProblems(path: string, match: Match): string[] {
  const given = PARTS.filter((part) => match[part] !== undefined);
  return [
    ...(given.length === 0
      ? [`${path} is empty, so it would match every alert: name at least one of ${PARTS.join(', ')}`]
      : []),
    ...given
      .filter((part) => match[part]?.length === 0)
      .map((part) => `${path}.${part} is empty, so it would match no alert: name a value, or leave it out`),
  ];
}
