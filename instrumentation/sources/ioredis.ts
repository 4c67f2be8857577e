import type { Recorder } from '../metrics/recorder';
import { Level } from './level';
import type { Source } from './source';

/** A client of ioredis, or a node of its cluster, as far as it is read here. */
export interface RedisNode {
  /** `ready` while commands can be sent. */
  readonly status: string;
}

/** A client of ioredis for one server or for a cluster. */
export interface RedisClient extends RedisNode {
  nodes?(): readonly RedisNode[];
}

/** Makes the source of a client: one connection a server, in use while it is ready. */
export function redisSource(recorder: Recorder, service: string): Source<RedisClient> {
  const active = new Level(recorder, 'pool.connections.active', { service });
  const limit = new Level(recorder, 'pool.connections.limit', { service });
  const healthy = new Level(recorder, 'service.instances', { service, health: 'healthy' });
  const unhealthy = new Level(recorder, 'service.instances', { service, health: 'unhealthy' });
  return {
    name: `redis ${service}`,
    read(client) {
      const nodes = client.nodes?.() ?? [client];
      const ready = nodes.filter(({ status }) => status === 'ready').length;
      active.set(ready);
      limit.set(nodes.length);
      healthy.set(ready);
      unhealthy.set(nodes.length - ready);
    },
    end() {
      for (const level of [active, limit, healthy, unhealthy]) level.set(0);
    },
  };
}
