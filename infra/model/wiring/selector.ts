import { nearest } from '../../config/nearest';
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

/** A value that is only misspelt differs by less than a whole label. */
const MISSPELT = 0.5;

/** How many labels of the selector differ: the fewer, the likelier that it was meant to take these. */
export function distance(selector: LabelSelector | undefined, labels: Labels): number {
  return Object.entries(selector?.matchLabels ?? {})
    .filter(([key, value]) => labels[key] !== value)
    .reduce(
      (sum, [key, value]) => sum + (nearest(labels[key] ?? '', [value]) === undefined ? 1 : MISSPELT),
      0,
    );
}
