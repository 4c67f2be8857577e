import type { Service } from '../../kubernetes/object';
import type { Deployment } from '../../kubernetes/workload';
import { violations } from '../../policy/rules';
import { wiringProblems } from '../../model/wiring';
import { modelOfApiGateway } from '../../testing/presets';
import { modelOf } from '../../testing/stacks';
import { objectsOf, UNITS } from '..';
import { gatewaysObjects } from './resources';

const model = modelOfApiGateway();
const objects = gatewaysObjects(model);
const one = <T>(kind: string): T => {
  const found = objects.filter((object) => object.kind === kind);
  expect(found).toHaveLength(1);
  return found[0] as unknown as T;
};

it('a gateway runs as three pods with its labels, its port, its variables, and annotations that say where its metrics are', () => {
  const { metadata, spec } = one<Deployment>('Deployment');
  expect(metadata).toMatchObject({ name: 'api-gateway', namespace: 'gateways' });
  expect(spec.replicas).toBe(3);
  expect(spec.selector.matchLabels).toEqual({ app: 'api-gateway' });
  expect(spec.template.metadata).toMatchObject({
    labels: { app: 'api-gateway' },
    annotations: {
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '8000',
      'prometheus.io/path': '/api/v1/metrics',
    },
  });
  const [container] = spec.template.spec.containers;
  expect(container?.ports).toContainEqual({ name: 'http', containerPort: 8000, protocol: 'TCP' });
  expect(container?.env).toEqual(
    expect.arrayContaining([
      { name: 'JAEGER_ENDPOINT', value: 'jaeger.monitoring.svc.cluster.local:14268' },
      {
        name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
        value: 'http://otel-collector.observability.svc.cluster.local:4317',
      },
      { name: 'GATEWATCH_ADMIN_TOKEN_FILE', value: '/etc/gatewatch/admin/token' },
    ]),
  );
});

it('its Service leads to its pods, and its pods stay apart and available', () => {
  const { metadata, spec } = one<Service>('Service');
  expect(metadata.labels).toEqual({ app: 'api-gateway' });
  expect(spec.ports.map(({ name, port }) => [name, port])).toEqual([
    ['http', 8000],
    ['admin', 9464],
  ]);
  expect(one('PodDisruptionBudget')).toMatchObject({ spec: { selector: { matchLabels: spec.selector } } });
  expect(one<Deployment>('Deployment').spec.template.spec.topologySpreadConstraints).toHaveLength(1);
});

it('the stack with it is wired and keeps every policy that the stack without it keeps', () => {
  const all = UNITS.flatMap((unit) => objectsOf(unit, model));
  expect(wiringProblems(all, model.config)).toEqual([]);
  const broken = violations(all).filter(({ message }) => message.includes('api-gateway'));
  // Whose registry it is in is not ours to know.
  expect(broken.map(({ rule }) => rule)).toEqual(['images-are-pinned']);
});

it('there is none where gateways are there already', () => {
  expect(gatewaysObjects(modelOf('prod'))).toEqual([]);
});
