import type { Labels } from './observation';

export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: false;
  readonly isEqual: true;
}

/**
 * Matchers of a silence for one alert. All its labels alone would also match an alert that has further ones, so labels
 * that other alerts of the same name have, and this one has not, are asked to be empty.
 * @param others labels of the alerts that are known
 */
export function matchersOf(labels: Labels, others: Iterable<Labels>): readonly Matcher[] {
  const absent = new Set<string>();
  for (const other of others) {
    if (other['alertname'] !== labels['alertname']) continue;
    for (const name of Object.keys(other)) if (!Object.hasOwn(labels, name)) absent.add(name);
  }
  const equal = (name: string, value: string): Matcher => ({ name, value, isRegex: false, isEqual: true });
  return [
    ...Object.keys(labels)
      .sort()
      .map((name) => equal(name, labels[name] ?? '')),
    ...[...absent].sort().map((name) => equal(name, '')),
  ];
}
