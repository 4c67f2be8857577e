import type { LabelSelector, Labels } from './shape';

/** Whether a label selector takes these labels. An empty one takes everything, a missing one nothing. */
export function selects(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (selector === undefined) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      if (operator === 'In') return value !== undefined && values.includes(value);
      return operator === 'NotIn' && (value === undefined || !values.includes(value));
    })
  );
}

/** How many labels of the selector differ: the fewer, the likelier that it was meant to take these. */
export function distance(selector: LabelSelector | undefined, labels: Labels): number {
  return Object.entries(selector?.matchLabels ?? {}).filter(([key, value]) => labels[key] !== value).length;
}
