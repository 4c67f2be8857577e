import { type Threshold } from './panel';

/** Red above the limit, yellow from half of it on: half the way there is worth a look. */
export function atMost(limit: number): Threshold {
  return { value: limit, bad: 'above', warning: limit / 2 };
}

/** A share 0..1 that is red below the limit, and yellow where half of what may fail has failed. */
export function atLeast(share: number): Threshold {
  return { value: share, bad: 'below', warning: (1 + share) / 2 };
}

/** Events that should not happen at all: yellow from the first on, red from `many` on. */
export function rare(many: number): Threshold {
  return { value: many, bad: 'above', warning: 1 };
}
