import { join } from 'node:path';
import { objectsOf, UNITS } from '../components';
import { readStackConfig } from '../config/file';
import type { CustomResourceDefinition } from '../crds/definition';
import { NoDefinitionsError } from '../crds/file';
import type { StackOutputs } from '../model/outputs';
import { stackModel } from '../model/stack';
import { type Registered, runProgram as runMocked } from '../testing/program';

const ROOT = join(__dirname, '..', '..');
/** Checked configurations; what stands for a secret value is a value, too. */
const stacks = { dev: readStackConfig('dev', ROOT), prod: readStackConfig('prod', ROOT) };

const DEFINITION: CustomResourceDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'things.example.com', labels: {} },
  spec: { group: 'example.com', names: { kind: 'Thing' } },
};

/** What the program registered last. */
let created: Registered[] = [];

async function runProgram(config: object, definitions = () => [DEFINITION]): Promise<StackOutputs> {
  created = [];
  return runMocked(config, definitions, (resource) => created.push(resource));
}

const objects = (): Registered[] => created.filter(({ inputs }) => inputs.metadata !== undefined);
const ofKind = (kind: string): Registered[] => objects().filter(({ inputs }) => inputs.kind === kind);
const componentType = (unit: string): string => `gatewatch:infra:${unit[0]?.toUpperCase()}${unit.slice(1)}`;

describe.each(['dev', 'prod'] as const)('the program with the configuration of %s', (stack) => {
  it('creates every object of every component, and nothing else', async () => {
    await runProgram(stacks[stack]);
    const expected = [
      ...UNITS.flatMap((unit) => objectsOf(unit, stackModel(stacks[stack]))).map(
        ({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`,
      ),
      'CustomResourceDefinition /things.example.com',
    ];
    const actual = objects()
      .filter(({ name }) => !name.includes('/alert-webhook'))
      .map(({ inputs }) => `${inputs.kind} ${inputs.metadata?.namespace ?? ''}/${inputs.metadata?.name}`);
    expect(actual.sort()).toEqual(expected.sort());
    expect(new Set(expected).size).toBe(expected.length);
    const others = created.filter(({ inputs }) => inputs.metadata === undefined).map(({ type }) => type);
    const units = [...UNITS, 'definitions', 'secrets'].map(componentType);
    expect(others.sort()).toEqual(['pulumi:providers:kubernetes', ...units].sort());
  });

  it('tells where things are', async () => {
    const outputs = await runProgram(stacks[stack]);
    expect(outputs.otlpEndpoint).toBe('http://otel-collector.observability.svc.cluster.local:4317');
    expect(outputs.preload['gateway']?.env).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: outputs.otlpEndpoint,
      OTEL_SERVICE_NAME: 'gateway',
      OTEL_RESOURCE_ATTRIBUTES: `deployment.environment.name=${stack}`,
    });
  });
});

it('gives prod more replicas, longer retention and disruption budgets', async () => {
  await runProgram(stacks.dev);
  expect(ofKind('Prometheus')[0]?.inputs.spec).toMatchObject({ replicas: 1, retention: '2d' });
  expect(ofKind('Alertmanager')[0]?.inputs.spec?.replicas).toBe(1);
  expect(ofKind('PodDisruptionBudget')).toHaveLength(0);
  await runProgram(stacks.prod);
  expect(ofKind('Prometheus')[0]?.inputs.spec).toMatchObject({ replicas: 2, retention: '30d' });
  expect(ofKind('Alertmanager')[0]?.inputs.spec?.replicas).toBe(3);
  expect(ofKind('PodDisruptionBudget')).toHaveLength(2);
});

it('creates nothing when the configuration is wrong, and says everything that is wrong', async () => {
  const wrong = { ...stacks.dev, retension: {}, replicas: { prometheus: 9 }, gateways: 'none' };
  const message = await runProgram(wrong).then(
    () => 'no error',
    (error: Error) => error.message,
  );
  expect(message).toContain('stack test');
  expect(message).toContain('gatewatch:retension is no key: did you mean "retention"?');
  expect(message).toContain('gatewatch:replicas.prometheus is 9: expected a whole number from 1 to 2');
  expect(message).toContain('gatewatch:gateways is "none": expected a list of gateways');
  expect(created).toEqual([]);
});

it('leaves definitions alone where the cluster has them', async () => {
  await runProgram({ ...stacks.dev, operator: { run: false, crds: 'present' } }, () => {
    throw new NoDefinitionsError();
  });
  expect(ofKind('CustomResourceDefinition')).toEqual([]);
  expect(ofKind('Prometheus')).toHaveLength(1);
});

it('says how to make the definitions where they are missing, and creates nothing', async () => {
  const message = await runProgram(stacks.dev, () => {
    throw new NoDefinitionsError();
  }).then(
    () => 'no error',
    (error: Error) => error.message,
  );
  expect(message).toContain('npm run crds');
  expect(created).toEqual([]);
});

it('creates the Secrets of the configuration, their values as secrets, and shows none where a value is wrong', async () => {
  const secrets = { 'alert-webhook': { url: 'https://hook.example.com/canary' } };
  await runProgram({ ...stacks.dev, secrets });
  const [secret] = created.filter(({ name }) => name === 'secret/observability/alert-webhook');
  expect(JSON.stringify(secret?.inputs)).toContain('https://hook.example.com/canary');
  const rest = created.filter((one) => one !== secret);
  expect(JSON.stringify(rest)).not.toContain('canary');

  const message = await runProgram({ ...stacks.dev, secrets: { 'Alert Webhook': 'canary' } }).then(
    () => 'no error',
    (error: Error) => error.message,
  );
  expect(message).toContain('gatewatch:secrets');
  expect(message).not.toContain('canary');
});

it('rolls the pods that mount a changed Secret, and no others, by a checksum that is no secret', async () => {
  const templates = async (password: string): Promise<Record<string, string>> => {
    await runProgram({ ...stacks.dev, secrets: { 'grafana-admin': { password } } });
    return Object.fromEntries(
      [...ofKind('Deployment'), ...ofKind('StatefulSet')].map(({ name, inputs }) => [
        name,
        JSON.stringify((inputs.spec as { template?: object } | undefined)?.template),
      ]),
    );
  };
  const [before, after] = [await templates('canary-one'), await templates('canary-two')];
  expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual([
    'deployment/observability/grafana',
  ]);
  expect(Object.values(after).join()).not.toContain('canary');
});
