import type { StackConfig } from '../../config/schema';
import { stackModel } from '../../model/stack';
import { modelOf } from '../../testing/stacks';
import { objectsOf } from '..';
import { remoteWriteEntry, remoteWriteSpec } from './remote-write';

const { config } = modelOf('prod');
const withLoad = (series: number): StackConfig => ({ ...config, load: { ...config.load, series } });
const writesOf = (of: StackConfig) => stackModel(of).settings.prometheus.remoteWrites;

it('the queue follows from the load: more series, more shards; a load that is not declared leaves them to Prometheus', () => {
  const shards = [100_000, 1_000_000, 10_000_000].map((series) => {
    const [write] = writesOf(withLoad(series));
    return write?.queue.maxShards ?? 0;
  });
  expect(shards).toEqual([...shards].sort((a, b) => a - b));
  expect(shards[2]).toBeGreaterThan(shards[0] ?? 0);
  expect(writesOf(withLoad(0))[0]?.queue.maxShards).toBeUndefined();
});

it('the file and the operator’s object say the same of queue, labels and credentials', () => {
  const [write] = writesOf({
    ...config,
    remoteWrite: config.remoteWrite.map((one) => ({ ...one, keep: 'http_.*', drop: 'go_.*' })),
  });
  const entry = remoteWriteEntry(write!, (secret, key) => `/run/secrets/${secret}/${key}`);
  expect(entry).toEqual({
    name: 'mimir',
    url: 'http://mimir-gateway.mimir.svc.cluster.local/api/v1/push',
    remote_timeout: '30s',
    headers: { 'X-Scope-OrgID': 'gatewatch' },
    basic_auth: {
      username_file: '/run/secrets/mimir-write/username',
      password_file: '/run/secrets/mimir-write/password',
    },
    write_relabel_configs: [
      { source_labels: ['__name__'], regex: 'http_.*', action: 'keep' },
      { source_labels: ['__name__'], regex: 'go_.*', action: 'drop' },
    ],
    send_exemplars: true,
    queue_config: {
      capacity: 10_000,
      max_shards: write?.queue.maxShards,
      max_samples_per_send: 2000,
      batch_send_deadline: '5s',
      min_backoff: '30ms',
      max_backoff: '5s',
      retry_on_http_429: true,
    },
  });
  expect(remoteWriteSpec(write!)).toEqual({
    name: 'mimir',
    url: 'http://mimir-gateway.mimir.svc.cluster.local/api/v1/push',
    remoteTimeout: '30s',
    headers: { 'X-Scope-OrgID': 'gatewatch' },
    basicAuth: {
      username: { name: 'mimir-write', key: 'username' },
      password: { name: 'mimir-write', key: 'password' },
    },
    writeRelabelConfigs: [
      { sourceLabels: ['__name__'], regex: 'http_.*', action: 'keep' },
      { sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' },
    ],
    sendExemplars: true,
    queueConfig: {
      capacity: 10_000,
      maxShards: write?.queue.maxShards,
      maxSamplesPerSend: 2000,
      batchSendDeadline: '5s',
      minBackoff: '30ms',
      maxBackoff: '5s',
      retryOnRateLimit: true,
    },
  });
});

it('a pair that writes to one store says which pair and which of it, and development writes to none', () => {
  const prometheus = (stack: 'dev' | 'prod'): object | undefined =>
    objectsOf('prometheus', modelOf(stack)).find(({ kind }) => kind === 'Prometheus');
  expect(prometheus('prod')).toMatchObject({
    spec: {
      replicas: 2,
      replicaExternalLabelName: '__replica__',
      externalLabels: { cluster: 'observability-prod', environment: 'prod' },
    },
  });
  expect(JSON.stringify(prometheus('dev'))).not.toContain('remoteWrite');
});
