import type { Labels, MetricIdOf } from '../../contract';
import { running } from '../../handle';
import { type BullQueue, bullQueueSource } from '../../sources/bullmq-queue';
import { type BullWorker, bullWorkerSource } from '../../sources/bullmq-worker';
import { type CountingCache, idempotencyCacheSource, llmCacheSource } from '../../sources/cache';
import { type RedisClient, redisSource } from '../../sources/ioredis';
import { observedSource, type Read } from '../../sources/observe';
import { type BreakerLabels, type OpossumBreaker, opossumSource } from '../../sources/opossum';
import { type PgPool, type PgPoolLabels, pgPoolSource } from '../../sources/pg';
import type { Registration } from '../../sources/source';
import type { Registering } from '../../sources/sources';
import {
  type UndiciAgent,
  undiciAgentSource,
  type UndiciOptions,
  type UndiciPool,
  undiciPoolSource,
} from '../../sources/undici';
import { type TypeOfMessage, type WsServer, wsServerSource } from '../../sources/ws';

/**
 * What counts by itself, or knows a level, and is read at each scrape. One call registers it; `unregister()` of the
 * answer ends that. What is read of a library's object does not keep it alive; a cache, and a function, is kept until
 * it is unregistered. A source that throws, or has no answer within 250 ms, is named in the health and counted, and the
 * scrape goes on without it.
 */
export const sources = {
  /** Hits, misses, evictions and entries of the cache behind idempotency keys. */
  idempotencyCache: (cache: CountingCache): Registration =>
    safely(() => add(cache, 'idempotency cache', { held: true, make: idempotencyCacheSource })),

  /** Hits and misses of the gateway's own cache of answers of models. */
  llmCache: (cache: CountingCache): Registration =>
    safely(() => add(cache, 'answer cache', { held: true, make: llmCacheSource })),

  /** A circuit breaker of opossum: state, transitions, calls, failures. A newer one of the same labels replaces it. */
  circuitBreaker: (breaker: OpossumBreaker, labels: BreakerLabels): Registration =>
    safely(() => {
      const key = `breaker ${JSON.stringify([labels.service, labels.component])}`;
      return add(breaker, key, { key, make: () => opossumSource(labels) });
    }),

  /** A pool of pg: connections and who waits for one; durations of the statements of connections made from now on. */
  pgPool: (pool: PgPool, labels: PgPoolLabels): Registration =>
    safely(() => add(pool, 'pg pool', { make: (recorder) => pgPoolSource(recorder, labels) })),

  /** A client of ioredis, for one server or for a cluster: connections and the health of its servers. */
  redis: (client: RedisClient, options: { readonly service?: string } = {}): Registration =>
    safely(() => {
      const { service = 'redis' } = options;
      return add(client, 'redis', { make: (recorder) => redisSource(recorder, service) });
    }),

  /** A queue of BullMQ: how many jobs wait, and for how long. */
  bullQueue: (queue: BullQueue): Registration =>
    safely(() => {
      const key = `queue ${queue.name}`;
      return add(queue, key, { key, make: (recorder) => bullQueueSource(recorder, queue.name) });
    }),

  /** A worker of BullMQ: duration, retries and failures of its jobs. */
  bullWorker: (worker: BullWorker): Registration =>
    safely(() => add(worker, 'worker', { make: () => bullWorkerSource(worker.name) })),

  /** A server of ws: messages of its connections, in and out. */
  webSocketServer: (server: WsServer, options: { readonly typeOf?: TypeOfMessage } = {}): Registration =>
    safely(() => add(server, 'WebSocket server', { make: () => wsServerSource(options.typeOf) })),

  /** A pool of undici: connections in use, and attempts to connect that failed. */
  undiciPool: (pool: UndiciPool, options: UndiciOptions & { readonly service: string }): Registration =>
    safely(() =>
      add(pool, 'undici pool', { make: (recorder) => undiciPoolSource(recorder, options.service, options) }),
    ),

  /** An agent of undici: the same by origin. */
  undiciAgent: (agent: UndiciAgent, options: UndiciOptions = {}): Registration =>
    safely(() => add(agent, 'undici agent', { make: (recorder) => undiciAgentSource(recorder, options) })),

  /**
   * One series of a metric: the value of a gauge, or the total of a counter since whatever counts it began. Labels are
   * those of the contract, as `record()` takes them.
   */
  observe: <I extends MetricIdOf<'counter' | 'gauge'>>(id: I, labels: Labels<I>, read: Read): Registration =>
    safely(() => {
      const key = `${id} ${JSON.stringify(Object.entries(labels).sort())}`;
      return add(read, key, { key, held: true, make: (recorder) => observedSource(recorder, id, labels) });
    }),
};

const nothing: Registration = { unregister: () => undefined };

function add<T extends object>(target: T, kind: string, registering: Registering<T>): Registration {
  return running()?.sources.add(target, kind, registering) ?? nothing;
}

/** What cannot be registered is counted, and the gateway goes on without it. */
function safely(register: () => Registration): Registration {
  try {
    return register();
  } catch {
    running()?.recorder.counter('self.errors').inc({ where: 'sources' });
    return nothing;
  }
}
