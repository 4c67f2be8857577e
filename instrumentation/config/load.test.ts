import { HOOK_NAMES } from './hooks';
import { describeProblem, loadConfig } from './load';

const linesOf = (env: Record<string, string>) => loadConfig(env).problems.map(describeProblem);

test('an empty environment gives the defaults and no problem', () => {
  const { config, problems } = loadConfig({});
  expect(problems).toEqual([]);
  expect(config).toMatchObject({
    enabled: true,
    serviceName: 'unknown_service:node',
    resource: { 'service.name': 'unknown_service:node' },
    preset: { name: 'default' },
    admin: { host: '127.0.0.1', port: 9464 },
    otlp: { endpoint: 'http://localhost:4317', headers: {}, timeoutMs: 10_000 },
    traces: { enabled: true, sampling: { ratio: 1 }, responseHeader: undefined },
    logs: { correlate: true, export: false },
  });
});

test.each([
  ['collector', 'http://collector:4317'],
  ['collector:9999', 'http://collector:9999'],
  ['http://collector', 'http://collector:4317'],
  ['http://collector:80', 'http://collector:80'],
  ['https://collector:443', 'https://collector:443'],
  ['https://collector.example', 'https://collector.example:4317'],
  ['http://localhost:4317/v1/traces', 'http://localhost:4317'],
  ['[::1]:4317', 'http://[::1]:4317'],
])('OTLP_ENDPOINT=%s means %s', (given, meant) => {
  const { config, problems } = loadConfig({ OTLP_ENDPOINT: given });
  expect(problems).toEqual([]);
  expect(config.otlp.endpoint).toBe(meant);
  expect(config.logs.otlp.endpoint).toBe(meant);
});

test.each([
  'ftp://collector',
  'http://',
  'collector:99999',
  'http://user:pass@collector',
  'a b',
  'http://c/path',
])('OTLP_ENDPOINT=%s falls back', (given) => {
  const { config, problems } = loadConfig({ OTLP_ENDPOINT: given });
  expect(config.otlp.endpoint).toBe('http://localhost:4317');
  expect(problems).toEqual([
    {
      variable: 'OTLP_ENDPOINT',
      value: given,
      message:
        'must be a host, host:port, or an http:// or https:// URL, e.g. http://localhost:4317; ' +
        'using http://localhost:4317 instead',
    },
  ]);
});

test('the more specific endpoint wins, and a bad one gives way to the next', () => {
  const env = {
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://traces:1',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://general:2',
    OTLP_ENDPOINT: 'short:3',
  };
  expect(loadConfig(env).config.otlp.endpoint).toBe('http://traces:1');
  expect(loadConfig(env).config.logs.otlp.endpoint).toBe('http://general:2');
  const bad = loadConfig({ ...env, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'nonsense://' });
  expect(bad.config.otlp.endpoint).toBe('http://general:2');
  expect(bad.problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/using http:\/\/general:2 instead$/),
  ]);
});

test.each([
  [{}, 1],
  [{ TRACE_SAMPLE_RATE: '0.1' }, 0.1],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25' }, 0.25],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio' }, 1],
  [{ OTEL_TRACES_SAMPLER: 'always_off', TRACE_SAMPLE_RATE: '1' }, 0],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_always_on', TRACE_SAMPLE_RATE: '0' }, 1],
])('%j samples %d of the root requests', (env, expected) => {
  const { config, problems } = loadConfig(env);
  expect([config.traces.sampling.ratio, problems]).toEqual([expected, []]);
});

test.each([{ OTEL_SDK_DISABLED: 'true' }, { OTEL_ENABLED: 'false' }, { GATEWATCH_ENABLED: 'off' }])(
  '%j makes the preload stand aside',
  (env) => {
    expect(loadConfig(env).config.enabled).toBe(false);
  },
);

test('resource attributes are decoded; the service name has its own variable', () => {
  const env = { OTEL_RESOURCE_ATTRIBUTES: 'service.name=a, service.version=1%2C2 ,team=edge' };
  const { config } = loadConfig(env);
  expect(config.resource).toEqual({ 'service.name': 'a', 'service.version': '1,2', team: 'edge' });
  expect(config.serviceVersion).toBe('1,2');
  expect(loadConfig({ ...env, OTEL_SERVICE_NAME: 'b' }).config.resource['service.name']).toBe('b');
});

test('headers of a signal are added to the general ones', () => {
  const env = { OTEL_EXPORTER_OTLP_HEADERS: 'a=1,b=2', OTEL_EXPORTER_OTLP_LOGS_HEADERS: 'b=3' };
  expect(loadConfig(env).config.otlp.headers).toEqual({ a: '1', b: '2' });
  expect(loadConfig(env).config.logs.otlp.headers).toEqual({ a: '1', b: '3' });
});

test('every mistake is reported at once, with what is allowed and what is used', () => {
  expect(
    linesOf({
      GATEWATCH_ADMIN_PORT: '70000',
      GATEWATCH_LOGS_EXPORT: 'maybe',
      GATEWATCH_DISABLED_HOOKS: 'express,rails',
      OTEL_TRACES_SAMPLER_ARG: '0.5',
      OTEL_BSP_MAX_QUEUE_SIZE: '100',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      TRACE_SAMPLE_RATE: '10%',
    }).sort(),
  ).toEqual([
    'GATEWATCH_ADMIN_PORT="70000" must be a whole number from 0 to 65535, or none; using 9464 instead',
    `GATEWATCH_DISABLED_HOOKS="express,rails" must be some of ${HOOK_NAMES.join(', ')}, with commas between; using nothing instead`,
    'GATEWATCH_LOGS_EXPORT="maybe" must be true or false; using false instead',
    'OTEL_BSP_MAX_EXPORT_BATCH_SIZE="512" must not exceed OTEL_BSP_MAX_QUEUE_SIZE (100); using 100 instead',
    'OTEL_EXPORTER_OTLP_PROTOCOL="http/json" must be one of grpc, http/protobuf; using grpc instead',
    'OTEL_TRACES_SAMPLER_ARG="0.5" has no effect: it needs OTEL_TRACES_SAMPLER=parentbased_traceidratio',
    'TRACE_SAMPLE_RATE="10%" must be a number from 0 to 1; using 1 instead',
  ]);
});

test('a misspelt name is reported with the name that was meant; foreign names are not ours to judge', () => {
  expect(linesOf({ GATEWATCH_ADMIN_PROT: 'secret', GATEWATCH_SOMETHING_ELSE_ENTIRELY: '1' })).toEqual([
    'GATEWATCH_ADMIN_PROT is not a variable of this release and has no effect; did you mean GATEWATCH_ADMIN_PORT?',
  ]);
});

test('a malformed secret is not repeated', () => {
  const { problems } = loadConfig({ OTEL_EXPORTER_OTLP_HEADERS: 'hunter2' });
  expect(problems).toHaveLength(1);
  expect(JSON.stringify(problems)).not.toContain('hunter2');
});

test('nothing that an environment can hold makes it throw', () => {
  const values = [
    '',
    ' ',
    '%',
    '%E0%A4%A',
    '=',
    ',',
    '-1',
    '1e999',
    'NaN',
    '://',
    'é\u0000',
    '9'.repeat(400),
  ];
  const names = Object.keys(process.env).concat(
    'OTLP_ENDPOINT',
    'OTEL_RESOURCE_ATTRIBUTES',
    'GATEWATCH_PRESET',
  );
  for (const value of values) {
    const env = Object.fromEntries(names.map((name) => [name, value]));
    expect(() => loadConfig(env)).not.toThrow();
  }
});
