import { randomInt } from 'node:crypto';
import { type Server } from 'node:net';
import { close, hold, obstacle } from './listen';
import { checkForced } from './forced';
import { fixedPortRange, type PortRange } from './range';

/** Ports by name, kept from other runs until released. */
export interface PortLease<N extends string> {
  readonly ports: Readonly<Record<N, number>>;
  release(): Promise<void>;
}

/**
 * Ports are leased in blocks. Whoever listens on the first port of a block owns the rest of it. The kernel grants that
 * listener to one process only, and takes it back when the process ends in whatever way: no stale lock files.
 */
export const BLOCK_SIZE = 32;

/**
 * A free port on 127.0.0.1 for each name. Two runs at once never get the same one.
 * @param forced ports that the user insists on
 * @throws PortError naming each forced port that cannot be had, who needs it and what to do
 * @throws Error if no block in the range has enough free ports
 */
export async function leasePorts<N extends string>(
  names: readonly N[],
  forced: Partial<Record<N, number>> = {},
  range: PortRange = fixedPortRange(),
): Promise<PortLease<N>> {
  await checkForced(forced);
  const chosen = names.filter((name) => forced[name] === undefined);
  const { owner, free } = await leaseBlock(
    chosen.length,
    new Set(Object.values<number>(forced as never)),
    range,
  );
  const ports = Object.fromEntries(
    names.map((name) => [name, forced[name] ?? free[chosen.indexOf(name)]]),
  ) as Record<N, number>;
  return { ports, release: () => close(owner) };
}

async function leaseBlock(
  count: number,
  avoid: ReadonlySet<number>,
  range: PortRange,
): Promise<{ owner: Server; free: readonly number[] }> {
  const blocks = Math.floor((range.last - range.first + 1) / BLOCK_SIZE);
  // A random start: runs that begin at the same time meet at different blocks.
  const start = blocks > 0 ? randomInt(blocks) : 0;
  for (let i = 0; i < blocks; i += 1) {
    const first = range.first + ((start + i) % blocks) * BLOCK_SIZE;
    const owner = await hold(first);
    if (typeof owner === 'string') continue;
    owner.unref();
    const free = await freePorts(first + 1, BLOCK_SIZE - 1, avoid);
    if (free.length >= count) return { owner, free };
    await close(owner);
  }
  throw new Error(
    `no block of ${BLOCK_SIZE} ports between ${range.first} and ${range.last} on 127.0.0.1 has ${count} free ones; ` +
      'stop other runs, or name ports with --port NAME=PORT',
  );
}

async function freePorts(
  first: number,
  count: number,
  avoid: ReadonlySet<number>,
): Promise<readonly number[]> {
  const candidates = Array.from({ length: count }, (_, i) => first + i).filter((port) => !avoid.has(port));
  const obstacles = await Promise.all(candidates.map((port) => obstacle(port)));
  return candidates.filter((_, i) => obstacles[i] === undefined);
}
