import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A registry whose every metric has taken more label sets than it has room for. */
export interface AtCap {
  readonly preset: string;
  /** Samples on its page. */
  readonly samples: number;
  /** Heap that it takes, exemplars included. */
  readonly heapBytes: number;
}

/**
 * What the registry of each preset takes when it is full.
 * @throws Error if the process that measures it ends without an answer
 */
export async function measureAtCap(): Promise<readonly AtCap[]> {
  const child = fork(join(__dirname, 'apps', 'at-cap.cjs'), [], { execArgv: ['--expose-gc'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`at-cap.cjs ended (${String(code)}) without an answer`);
  });
  const [figures] = (await Promise.race([once(child, 'message'), ended])) as [readonly AtCap[]];
  return figures;
}
