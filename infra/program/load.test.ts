import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { objectsOf, UNITS } from '../components';
import { stackValues } from '../config/file';
import { type FakeEngine, startEngine } from '../testing/engine';
import { modelOf } from '../testing/stacks';

const ROOT = join(__dirname, '..', '..');
/** The definitions are made from the operator's binary, which this test does without. */
const WITHOUT_DEFINITIONS = { operator: { run: true, crds: 'present' } };
const read = (file: string): unknown => parse(readFileSync(join(ROOT, file), 'utf8'));

interface Project {
  readonly name: string;
  readonly main: string;
  readonly runtime: {
    readonly name: string;
    readonly options: { readonly typescript: boolean; readonly nodeargs: string };
  };
}

/**
 * Starts the program as Pulumi's language host for Node.js does: its own runner, the node flags and the folder that
 * Pulumi.yaml names, the configuration in an environment variable.
 */
function load(
  engine: FakeEngine,
  values: Readonly<Record<string, unknown>>,
): Promise<{ code: number | null; text: string }> {
  const project = read('Pulumi.yaml') as Project;
  const config = Object.entries(values).map(([key, value]) => [
    `${project.name}:config:${key}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const child = spawn(
    process.execPath,
    [
      ...project.runtime.options.nodeargs.split(' '),
      require.resolve('@pulumi/pulumi/cmd/run'),
      ...['--monitor', engine.address, '--engine', engine.address, '--project', project.name],
      ...['--stack', 'test', '--pwd', join(ROOT, project.main), '--dry-run', '--parallel', '16', '.'],
    ],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(config)),
        ...(project.runtime.options.typescript ? { PULUMI_NODEJS_TYPESCRIPT: 'true' } : {}),
      },
    },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text }));
  });
}

let engine: FakeEngine;
beforeEach(async () => (engine = await startEngine()));
afterEach(() => engine.stop());

jest.setTimeout(60_000);

it('plain Pulumi loads the program without a build, registers everything and gets typed outputs', async () => {
  const { code, text } = await load(engine, {
    ...stackValues(read('Pulumi.dev.yaml')),
    ...WITHOUT_DEFINITIONS,
  });
  expect({ code, text, log: engine.log() }).toEqual({ code: 0, text: '', log: '' });
  const model = modelOf('dev');
  const objects = engine.registered.filter(({ type }) => type.startsWith('kubernetes:'));
  const secrets = Object.keys(model.config.secrets);
  expect(objects.length).toBe(UNITS.flatMap((unit) => objectsOf(unit, model)).length + secrets.length);
  expect(objects.filter(({ parent }) => !parent.includes('gatewatch:infra:'))).toEqual([]);
  const units = engine.registered.filter(({ type }) => type.startsWith('gatewatch:infra:'));
  expect(units.map(({ name }) => name).sort()).toEqual([...UNITS, 'definitions', 'secrets'].sort());
  expect(engine.outputs()).toMatchObject({
    otlpEndpoint: 'http://otel-collector.observability.svc.cluster.local:4317',
    grafanaUrl: 'http://localhost:3000',
    prometheusUrl: 'http://prometheus.observability.svc.cluster.local:9090',
    alertmanagerUrl: 'http://alertmanager.observability.svc.cluster.local:9093',
    preload: { gateway: { command: expect.stringContaining('--require') } },
  });

  const inside = engine.registered.filter(
    ({ type, parent }) => type.startsWith('kubernetes:') && !parent.includes('infra:Namespace'),
  );
  // Otherwise a destroy could take the namespace away from under them.
  expect(inside.length).toBeGreaterThan(30);
  expect(
    inside.filter(({ dependencies }) => !dependencies.some((urn) => urn.endsWith('namespace/observability'))),
  ).toEqual([]);
});

it('a wrong configuration ends it before any Kubernetes resource, with every mistake', async () => {
  const { code, text } = await load(engine, {
    ...stackValues(read('Pulumi.dev.yaml')),
    preset: 'nope',
    retension: {},
  });
  expect(code).not.toBe(0);
  expect(`${text}${engine.log()}`).toContain('gatewatch:preset is "nope"');
  expect(`${text}${engine.log()}`).toContain('gatewatch:retension is no key: did you mean "retention"?');
  // The user's mistake, not ours: no stack trace.
  expect(`${text}${engine.log()}`).not.toMatch(/^\s+at /m);
  expect(engine.registered.map(({ type }) => type)).toEqual(['pulumi:pulumi:Stack']);
});
