import type { Cure } from '../fault';

/** Cures all of them, also where one fails. @throws the first error */
export function all(...cures: readonly Cure[]): Cure {
  return async () => {
    const ends = await Promise.allSettled(cures.map((cure) => cure()));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
}
