import { loadConfig } from './load';

const THRIFT = 'is an address of the thrift protocol, which Jaeger has given up: traces go to';

test.each([
  [{ JAEGER_ENDPOINT: 'jaeger:14268' }, 'http://jaeger:4317', true],
  [
    { JAEGER_ENDPOINT: 'jaeger.monitoring.svc.cluster.local:14268' },
    'http://jaeger.monitoring.svc.cluster.local:4317',
    true,
  ],
  [{ JAEGER_ENDPOINT: 'http://jaeger:14268/api/traces' }, 'http://jaeger:4317', true],
  [
    { JAEGER_ENDPOINT: 'jaeger:14268', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' },
    'http://jaeger:4318/v1/traces',
    true,
  ],
  [{ JAEGER_ENDPOINT: 'jaeger' }, 'http://jaeger:4317', false],
  [{ JAEGER_ENDPOINT: 'jaeger:5555' }, 'http://jaeger:5555', false],
  [{ JAEGER_ENDPOINT: 'https://jaeger:4317' }, 'https://jaeger:4317', false],
  // As the text of the preset has it: both, and the collector is the one.
  [
    { JAEGER_ENDPOINT: 'jaeger:14268', OTLP_ENDPOINT: 'otel-collector:4317' },
    'http://otel-collector:4317',
    true,
  ],
  [
    { JAEGER_ENDPOINT: 'jaeger:14268', GATEWATCH_PRESET: 'api-gateway', NODE_ENV: 'production' },
    'http://jaeger:4317',
    true,
  ],
])('%j sends traces to %s', (env, endpoint, isNoticed) => {
  const { config, problems, notices } = loadConfig(env);
  expect([config.otlp.endpoint, problems]).toEqual([endpoint, []]);
  expect(notices).toEqual(isNoticed ? [expect.stringContaining(`${THRIFT} ${endpoint} by OTLP`)] : []);
});

test('log records do not go to a Jaeger', () => {
  expect(loadConfig({ JAEGER_ENDPOINT: 'jaeger' }).config.logs.otlp.endpoint).toBe('http://localhost:4317');
});

test.each(['ftp://jaeger', 'http://user@jaeger', 'a b', 'jaeger:99999'])(
  'JAEGER_ENDPOINT=%s is a mistake',
  (given) => {
    const { config, problems } = loadConfig({ JAEGER_ENDPOINT: given });
    expect(problems.map(({ variable }) => variable)).toEqual(['JAEGER_ENDPOINT']);
    expect(config.otlp.endpoint).toBe('http://localhost:4317');
  },
);
