import type { StackConfig } from '../../config/schema';

/** A remote store with its queue. */
export interface RemoteWrite {
  readonly to: StackConfig['remoteWrite'][number];
  readonly queue: RemoteWriteQueue;
}

/** How samples wait for the store, and how they are sent. */
export interface RemoteWriteQueue {
  /** Samples of one request. */
  readonly maxSamplesPerSend: number;
  /** Samples that wait in a shard. */
  readonly capacity: number;
  /** Most requests at once; undefined: as many as Prometheus has by default. */
  readonly maxShards: number | undefined;
}

/** `max_samples_per_send` (Prometheus, remote write tuning). */
export const SAMPLES_PER_SEND = 2000;
/** A shard holds three to ten times what it sends (same source); from the middle of it. */
const SENDS_IN_QUEUE = 5;

/** The queue for that many shards; a load that is not declared leaves their number to Prometheus. */
export function remoteWriteQueue(shards: number | undefined): RemoteWriteQueue {
  return {
    maxSamplesPerSend: SAMPLES_PER_SEND,
    capacity: SAMPLES_PER_SEND * SENDS_IN_QUEUE,
    maxShards: shards,
  };
}

/** A failed request is tried again after this long at first, and after this long at last. */
const BACKOFF = { first: '30ms', last: '5s' } as const;
const TIMEOUT = '30s';
/** An incomplete request is sent after this long. */
const SEND_DEADLINE = '5s';

/** Header by which Mimir, Loki and Tempo tell tenants apart. */
const TENANT_HEADER = 'X-Scope-OrgID';

const METRIC_NAME = '__name__';

/** Text of a file that holds a key of a Secret. */
export type SecretFile = (secret: string, key: string) => string;

/** An entry of `remote_write` in prometheus.yml. */
export function remoteWriteEntry({ to, queue }: RemoteWrite, file: SecretFile): object {
  const { bearer, basicAuth } = to;
  return {
    name: to.name,
    url: to.url,
    remote_timeout: TIMEOUT,
    ...headers(to),
    ...(bearer === undefined ? {} : { authorization: { credentials_file: file(bearer.secret, bearer.key) } }),
    ...(basicAuth === undefined
      ? {}
      : {
          basic_auth: {
            username_file: file(basicAuth.secret, basicAuth.username),
            password_file: file(basicAuth.secret, basicAuth.password),
          },
        }),
    ...(relabelings(to).length === 0
      ? {}
      : {
          write_relabel_configs: relabelings(to).map(({ action, regex }) => ({
            source_labels: [METRIC_NAME],
            regex,
            action,
          })),
        }),
    send_exemplars: true,
    queue_config: {
      capacity: queue.capacity,
      ...(queue.maxShards === undefined ? {} : { max_shards: queue.maxShards }),
      max_samples_per_send: queue.maxSamplesPerSend,
      batch_send_deadline: SEND_DEADLINE,
      min_backoff: BACKOFF.first,
      max_backoff: BACKOFF.last,
      // A store that is asked too much says so with 429: what it refused is sent again, not lost.
      retry_on_http_429: true,
    },
  };
}

/** An entry of `remoteWrite` of the operator's Prometheus object. */
export function remoteWriteSpec({ to, queue }: RemoteWrite) {
  const { bearer, basicAuth } = to;
  return {
    name: to.name,
    url: to.url,
    remoteTimeout: TIMEOUT,
    ...headers(to),
    ...(bearer === undefined
      ? {}
      : { authorization: { credentials: { name: bearer.secret, key: bearer.key } } }),
    ...(basicAuth === undefined
      ? {}
      : {
          basicAuth: {
            username: { name: basicAuth.secret, key: basicAuth.username },
            password: { name: basicAuth.secret, key: basicAuth.password },
          },
        }),
    ...(relabelings(to).length === 0
      ? {}
      : {
          writeRelabelConfigs: relabelings(to).map(({ action, regex }) => ({
            sourceLabels: [METRIC_NAME],
            regex,
            action,
          })),
        }),
    sendExemplars: true,
    queueConfig: {
      capacity: queue.capacity,
      ...(queue.maxShards === undefined ? {} : { maxShards: queue.maxShards }),
      maxSamplesPerSend: queue.maxSamplesPerSend,
      batchSendDeadline: SEND_DEADLINE,
      minBackoff: BACKOFF.first,
      maxBackoff: BACKOFF.last,
      retryOnRateLimit: true,
    },
  } as const;
}

function headers({ tenant }: RemoteWrite['to']): { readonly headers?: Readonly<Record<string, string>> } {
  return tenant === undefined ? {} : { headers: { [TENANT_HEADER]: tenant } };
}

function relabelings({ keep, drop }: RemoteWrite['to']) {
  return [
    ...(keep === undefined ? [] : [{ action: 'keep', regex: keep } as const]),
    ...(drop === undefined ? [] : [{ action: 'drop', regex: drop } as const]),
  ];
}

/** Label by which Mimir tells the replicas of a pair apart: it takes the samples of one of them. */
export const REPLICA_LABEL = '__replica__';
/** Label that the two of a pair have in common. */
export const PAIR_LABEL = 'cluster';
