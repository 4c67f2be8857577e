import { parse, stringify } from 'yaml';
import type { ConfigMap, KubernetesObject, Service } from '../../kubernetes/object';
import type { Deployment, StatefulSet } from '../../kubernetes/workload';
import { without } from '../../model/without';
import { wiringProblems } from '../../model/wiring';
import { stackModel } from '../../model/stack';
import { violations } from '../../policy/rules';
import { modelOf } from '../../testing/stacks';
import { objectsOf, UNITS } from '..';
import { samplerClusterConfig } from '../sampler/resources';
import type { CollectorConfig } from './config';
import { collectorClusterConfig } from './resources';

const { config } = modelOf('prod');
const model = stackModel({ ...config, replicas: { ...config.replicas, collector: 3, sampler: 2 } });
const objects = UNITS.flatMap((unit) => objectsOf(unit, model));
const entry = collectorClusterConfig(model);
const sampler = samplerClusterConfig(model);
const alone = collectorClusterConfig(modelOf('prod'));

const named = <T extends KubernetesObject>(kind: T['kind'], name: string): T => {
  const found = objects.find((one) => one.kind === kind && one.metadata.name === name);
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
  return found as T;
};

it('the first tier does what one collector does up to the decision, the second decides and stores', () => {
  const { tail_sampling: decision, ...intake } = alone.processors;
  expect(entry.processors).toEqual(intake);
  expect(entry.receivers).toEqual(alone.receivers);
  const { 'traces/sampled': handed, ...before } = entry.service.pipelines;
  const { 'traces/sampled': decided, ...same } = alone.service.pipelines;
  expect(before).toEqual(same);
  expect(handed).toEqual({ receivers: ['forward/sampling'], exporters: ['loadbalancing/sampler'] });
  expect(decided?.processors).toEqual(['tail_sampling']);
  expect(sampler.processors['tail_sampling']).toEqual(decision);
  expect(sampler.service.pipelines).toEqual({
    traces: {
      receivers: ['otlp'],
      processors: ['memory_limiter', 'tail_sampling'],
      exporters: ['otlp_grpc/tempo'],
    },
  });
  expect(sampler.exporters['otlp_grpc/tempo']).toEqual(alone.exporters['otlp_grpc/tempo']);
});

it('spans go by trace id to the addresses behind one name; what waits is in front of the choice', () => {
  expect(entry.exporters['loadbalancing/sampler']).toMatchObject({
    routing_key: 'traceID',
    protocol: { otlp: { sending_queue: { enabled: false } } },
    resolver: { dns: { hostname: 'otel-sampler.observability.svc.cluster.local', port: '4317' } },
    sending_queue: { enabled: true, storage: 'file_storage' },
  });
  expect(named<Service>('Service', 'otel-sampler').spec.clusterIP).toBe('None');
});

it('both tiers keep their queues on volumes, spread over nodes, and are evicted one by one', () => {
  for (const [name, replicas] of [
    ['otel-collector', 3],
    ['otel-sampler', 2],
  ] as const) {
    const { spec } = named<StatefulSet>('StatefulSet', name);
    expect(spec.replicas).toBe(replicas);
    expect(spec.volumeClaimTemplates).toHaveLength(1);
    expect(spec.template.spec.topologySpreadConstraints).toHaveLength(1);
    expect(named('PodDisruptionBudget', name)).toMatchObject({ spec: { maxUnavailable: 1 } });
  }
  expect(violations(objects).filter(({ level }) => level === 'mandatory')).toEqual([]);
});

it('queues in memory need no volume: a Deployment', () => {
  const inMemory = stackModel({ ...config, queues: { persistent: false } });
  const [deployment] = objectsOf('collector', inMemory).filter(
    ({ kind }) => kind === 'Deployment',
  ) as Deployment[];
  expect(deployment?.spec.template.spec.volumes.map(({ name }) => name)).toEqual(['config']);
  expect(JSON.stringify(collectorClusterConfig(inMemory))).not.toContain('file_storage');
});

/** The stack with one thing changed. */
const changed = (kind: string, name: string, change: (object: KubernetesObject) => object) =>
  objects.map((one) =>
    one.kind === kind && one.metadata.name === name ? change(one) : one,
  ) as typeof objects;

/** The stack with another name or port for the samplers. */
const resolving = (dns: object) =>
  changed('ConfigMap', 'otel-collector-config', (map) => {
    const { data } = map as ConfigMap;
    const file = parse(data['config.yaml'] ?? '') as CollectorConfig;
    const exporters = {
      ...file.exporters,
      'loadbalancing/sampler': { ...file.exporters['loadbalancing/sampler'], resolver: { dns } },
    };
    return { ...map, data: { 'config.yaml': stringify({ ...file, exporters }) } };
  });

const HOST = 'otel-sampler.observability.svc.cluster.local';

it.each([
  [
    'a name that no Service has',
    resolving({ hostname: 'otel-samplr.observability.svc.cluster.local', port: '4317' }),
    ['load-balancing', 'otel-collector-config', 'otel-samplr'],
  ],
  [
    'a port that no sampler has',
    resolving({ hostname: HOST, port: '4318' }),
    ['load-balancing', '4318', 'otel-sampler'],
  ],
  [
    'a name with one address for all of them',
    changed('Service', 'otel-sampler', (one) => {
      return { ...one, spec: without((one as Service).spec, 'clusterIP') };
    }),
    ['load-balancing', 'Service observability/otel-sampler', 'spec.clusterIP'],
  ],
  [
    'a name with nobody behind it',
    changed('Service', 'otel-sampler', (one) => ({
      ...one,
      spec: { ...(one as Service).spec, selector: { app: 'nobody' } },
    })),
    ['load-balancing', 'Service observability/otel-sampler', 'spec.selector'],
  ],
  [
    'samplers that let nobody in',
    changed('NetworkPolicy', 'otel-sampler', (one) => ({
      ...one,
      spec: { ...(one as unknown as { spec: object }).spec, ingress: [] },
    })),
    ['load-balancing', 'otel-sampler', 'ingress'],
  ],
])('%s is found before it is applied', (_title, wrong, words) => {
  const problems = wiringProblems(wrong, model.config).map(({ rule, message }) => `${rule} ${message}`);
  expect(problems.filter((text) => words.every((word) => text.includes(word)))).not.toEqual([]);
});

it('is wired as it is', () => {
  expect(wiringProblems(objects, model.config)).toEqual([]);
});
