/** Numbers from 0 to 1 that are the same for the same seed (mulberry32), so that a failure can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Random choices that are the same for the same seed. */
export interface Picks {
  of<T>(items: readonly T[]): T;
  /** A whole number from 0 on, below `end`. */
  below(end: number): number;
}

/** Choices from a seed. */
export function seededPicks(seed: number): Picks {
  const random = seededRandom(seed);
  const below = (end: number) => Math.floor(random() * end);
  return { below, of: <T>(items: readonly T[]) => items[below(items.length)] as T };
}
