/** Samples of a family: the part of the name after that of the family, the labels in braces, the value. */
export type Sample = readonly [suffix: string, labels: string, value: number];

/** Labels as the text format has them, e.g. `{result="ok"}`; values are escaped. */
export function labelled(labels: Readonly<Record<string, string>>): string {
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** A family in the Prometheus text format. */
export function family(
  name: string,
  type: 'counter' | 'gauge' | 'histogram',
  help: string,
  samples: readonly Sample[],
): string {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(([suffix, labels, value]) => `${name}${suffix}${labels} ${value}`),
    '',
  ].join('\n');
}
