import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeProblem, loadConfig } from './load';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-preset-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileWith = (text: string): string => {
  const path = join(folder, 'mine.json');
  writeFileSync(path, text);
  return path;
};
const load = (env: Record<string, string>) => {
  const { config, problems } = loadConfig(env);
  return { config, lines: problems.map(describeProblem) };
};

test('a preset of one’s own comes from a file', () => {
  const preset = { name: 'mine', packs: ['http', 'self'], metrics: {}, resource: { 'service.name': 'shop' } };
  const { config, lines } = load({ GATEWATCH_PRESET: fileWith(JSON.stringify(preset)) });
  expect(lines).toEqual([]);
  expect([config.preset, config.serviceName]).toEqual([preset, 'shop']);
});

test('every mistake in the file is reported, and the default preset takes its place', () => {
  const path = fileWith('{"name":"mine","packs":["htp"],"metrics":{},"seriesBudget":0}');
  const { config, lines } = load({ GATEWATCH_PRESET: path });
  expect(config.preset.name).toBe('default');
  expect(lines).toEqual([
    expect.stringMatching(
      /^GATEWATCH_PRESET=".+mine\.json" packs\[0\] = "htp": .+ did you mean http\?; using default instead$/,
    ),
    expect.stringContaining('seriesBudget = 0: must be a whole number from 1 on; using default instead'),
  ]);
});

test.each([
  ['{', 'cannot be read: '],
  ['null', 'preset = null: must be an object'],
])('a file with %j is no preset', (text, line) => {
  expect(load({ GATEWATCH_PRESET: fileWith(text) }).lines).toEqual([expect.stringContaining(line)]);
});

test('a file that is not there, and a folder, are no preset', () => {
  expect(load({ GATEWATCH_PRESET: join(folder, 'none.json') }).lines).toEqual([
    expect.stringContaining('ENOENT'),
  ]);
  expect(load({ GATEWATCH_PRESET: `${folder}/` }).lines).toEqual([
    expect.stringContaining('is no file of at most'),
  ]);
});

test('a misspelt name is told with the name that was meant', () => {
  expect(load({ GATEWATCH_PRESET: 'beamlin' }).lines).toEqual([
    'GATEWATCH_PRESET="beamlin" must be one of default, beamline, gatewayz, warehouse-hub, eucora, api-gateway, or the path of a JSON file; using default instead; did you mean beamline?',
  ]);
});

const GATEWAYZ = { GATEWATCH_PRESET: 'gatewayz' };
test.each([
  // Nothing is sent to a host of the production system unless the environment is stated.
  [GATEWAYZ, 'http/protobuf', 'http://localhost:4318/v1/traces', 1],
  [{ ...GATEWAYZ, NODE_ENV: 'production' }, 'http/protobuf', 'https://tempo.up.railway.app/v1/traces', 1],
  [
    { ...GATEWAYZ, NODE_ENV: 'production', OTLP_ENDPOINT: 'here:1' },
    'http/protobuf',
    'http://here:1/v1/traces',
    1,
  ],
  [
    { ...GATEWAYZ, NODE_ENV: 'production', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
    'grpc',
    'http://localhost:4317',
    1,
  ],
  [{ GATEWATCH_PRESET: 'beamline' }, 'grpc', 'http://localhost:4317', 1],
  [
    { GATEWATCH_PRESET: 'beamline', GATEWATCH_ENVIRONMENT: 'prod', NODE_ENV: 'development' },
    'grpc',
    'http://otel-collector.observability.svc.cluster.local:4317',
    0.1,
  ],
  [
    {
      GATEWATCH_PRESET: 'beamline',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=production',
      TRACE_SAMPLE_RATE: '0.5',
    },
    'grpc',
    'http://otel-collector.observability.svc.cluster.local:4317',
    0.5,
  ],
  [{ NODE_ENV: 'production' }, 'grpc', 'http://localhost:4317', 1],
])('%j exports by %s to %s, %d of the requests', (env, protocol, endpoint, ratio) => {
  const { config, lines } = load(env);
  expect(lines).toEqual([]);
  expect(config.otlp).toMatchObject({ protocol, endpoint });
  expect(config.traces.sampling.ratio).toBe(ratio);
});

test('propagators are the preset’s unless the environment says otherwise', () => {
  expect(load(GATEWAYZ).config.traces.propagators).toEqual(['tracecontext', 'baggage', 'b3', 'b3multi']);
  const env = { ...GATEWAYZ, OTEL_PROPAGATORS: 'jaeger' };
  expect(load(env).config.traces.propagators).toEqual(['jaeger']);
});

test('the environment that is stated takes the place of the preset’s in the resource', () => {
  expect(load(GATEWAYZ).config).toMatchObject({
    environment: 'production',
    resource: { 'deployment.environment': 'production' },
  });
  expect(load({ ...GATEWAYZ, GATEWATCH_ENVIRONMENT: 'staging' }).config).toMatchObject({
    environment: 'staging',
    resource: { 'deployment.environment': 'staging' },
  });
  expect(load({}).config.environment).toBe('development');
});
