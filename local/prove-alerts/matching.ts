import type { Proven } from '../faults';
import type { RunningStack } from '../running-stack';

/** Labels that an instance of a proven alert has. */
export function labelsOf({ alert, labels }: Proven, stack: RunningStack): Readonly<Record<string, string>> {
  return { ...labels?.(stack), alertname: alert };
}

/** True if all of the wanted labels are there with their values. */
export function hasLabels(
  labels: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}
