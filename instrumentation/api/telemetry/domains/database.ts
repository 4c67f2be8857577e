import { helper } from '../helper';
import { measure } from '../step';

/** The database, seen from its client. A pool of pg: `telemetry.sources.pgPool`. */
export const database = {
  /** A statement ended; the wait for a connection is no part of `duration`. */
  query: helper([measure('duration', 'db.query.duration')]),
  /** How full a pool of connections is. */
  pool: helper([
    measure('size', 'db.pool.size'),
    measure('used', 'db.pool.connections', { state: 'used' }),
    measure('idle', 'db.pool.connections', { state: 'idle' }),
    measure('waiting', 'db.pool.waiting'),
  ]),
};
