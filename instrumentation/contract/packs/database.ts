import { capped, closed } from '../label';
import { gauge, histogram } from '../metric';

/** Kinds of statements; `unknown` where the driver does not say. */
export const QUERY_TYPES = ['select', 'insert', 'update', 'delete', 'ddl', 'transaction', 'unknown'] as const;

/** Whether a connection of a pool is in use. */
export const POOL_STATES = ['used', 'idle'] as const;

const pool = capped('pool', 10, 'Pool by its configured name.');

/** The database behind the gateway, seen from its client. */
export const database = {
  'db.pool.size': gauge({
    name: 'db_connection_pool_size',
    unit: '1',
    help: 'Connections that the pool holds, by pool.',
    labels: { pool },
    seriesBudget: 11,
    why: 'A pool that stays at its limit is the bottleneck; one that shrinks loses connections.',
  }),
  'db.pool.connections': gauge({
    name: 'db_connection_pool_connections',
    unit: '1',
    help: 'Connections of the pool, by pool and state.',
    labels: { pool, state: closed('state', POOL_STATES, 'Whether the connection is in use.') },
    seriesBudget: 22,
    why: 'How many connections are free says how far the pool is from making requests wait.',
  }),
  'db.pool.waiting': gauge({
    name: 'db_connection_pool_waiting',
    unit: '1',
    help: 'Requests that wait for a connection, by pool.',
    labels: { pool },
    seriesBudget: 11,
    why: 'A pool that is fully used may be well sized; a waiting line says that it is not.',
  }),
  'db.query.duration': histogram({
    name: 'db_query_duration_seconds',
    unit: 'seconds',
    help: 'Duration of statements, the wait for a connection not included, by kind.',
    labels: { query_type: closed('query_type', QUERY_TYPES, 'Kind of statement.') },
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    seriesBudget: QUERY_TYPES.length,
    why: 'Tells a slow database from a pool without free connections.',
  }),
} as const;
