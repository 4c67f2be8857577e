/** Kinds of requirements by the letter that stands for them in an id, e.g. `M` in `BG-M-03`. */
export const KINDS = {
  M: 'metric',
  L: 'label set',
  B: 'buckets',
  E: 'endpoint',
  V: 'variable',
  K: 'log key',
  A: 'resource or span attribute',
  F: 'function',
  J: 'job and interval',
  R: 'alert',
  P: 'panel',
  N: 'number',
  X: 'behaviour',
  D: 'document',
  C: 'deployment file',
} as const;

export type Kind = (typeof KINDS)[keyof typeof KINDS];

/** `planned`: the source text itself calls it future work. */
export const STATUSES = ['open', 'planned'] as const;
export type Status = (typeof STATUSES)[number];
