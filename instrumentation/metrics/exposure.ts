import type { BoundFamily } from '../contract';

/** Values of one label set by the contract's label keys. */
export type LabelValues = Readonly<Record<string, string>>;

/** Labels of a label set as a family shows them: renamed, respelled, some left out, constant ones added. */
export function exposedLabels(family: BoundFamily, values: LabelValues): Record<string, string> {
  const labels: Record<string, string> = { ...family.constantLabels };
  for (const [key, name] of Object.entries(family.labels)) {
    const value = values[key] as string;
    labels[name] = family.labelValues[key]?.[value] ?? value;
  }
  return labels;
}

/** Label names of a family. */
export function exposedNames(family: BoundFamily): string[] {
  return [...Object.keys(family.constantLabels), ...Object.values(family.labels)];
}
