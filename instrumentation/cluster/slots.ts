import { OVERFLOW_VALUE } from '../contract';

/** More workers than cores of any machine that runs one gateway; beyond, they share one value. */
const MAX_SLOTS = 256;

/** The smallest number from 1 that is not taken: what is given again stays within the number of workers at a time. */
export function freeSlot(taken: readonly string[]): string {
  for (let slot = 1; slot <= MAX_SLOTS; slot++) if (!taken.includes(String(slot))) return String(slot);
  return OVERFLOW_VALUE;
}
