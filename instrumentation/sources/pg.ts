import type { Recorder } from '../metrics/recorder';
import { Level } from './level';
import { type PgClient, timeQueries } from './pg-queries';
import type { Source } from './source';

/** A pool of pg, as far as it is read here. */
export interface PgPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly options?: { readonly max?: number | undefined };
  on(event: 'connect', listener: (client: PgClient) => void): unknown;
  on(event: 'acquire', listener: () => void): unknown;
  off(event: 'connect', listener: (client: PgClient) => void): unknown;
  off(event: 'acquire', listener: () => void): unknown;
}

export interface PgPoolLabels {
  /** Name of the pool, e.g. `main`. */
  readonly pool: string;
  /** Name of the database among the services that the gateway depends on; `postgresql` by default. */
  readonly service?: string;
}

/**
 * Makes the source of a pool: its connections are read, and the statements of connections that it makes from now on
 * are timed.
 */
export function pgPoolSource(
  recorder: Recorder,
  { pool, service = 'postgresql' }: PgPoolLabels,
): Source<PgPool> {
  const size = new Level(recorder, 'db.pool.size', { pool });
  const used = new Level(recorder, 'db.pool.connections', { pool, state: 'used' });
  const idle = new Level(recorder, 'db.pool.connections', { pool, state: 'idle' });
  const waiting = new Level(recorder, 'db.pool.waiting', { pool });
  const active = new Level(recorder, 'pool.connections.active', { service });
  const limit = new Level(recorder, 'pool.connections.limit', { service });
  const acquired = (): void => recorder.counter('pool.requests').inc({ service, result: 'acquired' });
  const connected = (client: PgClient): void => timeQueries(client, recorder);
  return {
    name: `pg pool ${pool}`,
    begin(target) {
      target.on('connect', connected);
      target.on('acquire', acquired);
    },
    read({ totalCount, idleCount, waitingCount, options }) {
      size.set(totalCount);
      used.set(totalCount - idleCount);
      idle.set(idleCount);
      waiting.set(waitingCount);
      active.set(totalCount - idleCount);
      if (options?.max !== undefined) limit.set(options.max);
    },
    end(target) {
      target?.off('connect', connected);
      target?.off('acquire', acquired);
      for (const level of [size, used, idle, waiting, active, limit]) level.set(0);
    },
  };
}
