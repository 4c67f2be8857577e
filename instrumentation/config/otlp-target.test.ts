import { describeProblem, loadConfig } from './load';

const HTTP = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' };
const LOCAL = 'http://localhost:4318/v1/traces';

test('gRPC to the local collector, uncompressed, by default', () => {
  expect(loadConfig({}).config.otlp).toMatchObject({
    protocol: 'grpc',
    endpoint: 'http://localhost:4317',
    compression: 'none',
    tls: { certificate: undefined, clientKey: undefined, clientCertificate: undefined },
  });
});

test.each([
  [undefined, LOCAL],
  ['collector', 'http://collector:4318/v1/traces'],
  ['collector:80', 'http://collector/v1/traces'],
  ['collector:9999/v1/traces', 'http://collector:9999/v1/traces'],
  ['http://collector', 'http://collector/v1/traces'],
  ['https://otlp.example/tenant/', 'https://otlp.example/tenant/v1/traces'],
  ['https://otlp.example/v1/logs', 'https://otlp.example/v1/traces'],
  ['[::1]:4318', 'http://[::1]:4318/v1/traces'],
])('http/protobuf with OTEL_EXPORTER_OTLP_ENDPOINT=%s sends to %s', (OTEL_EXPORTER_OTLP_ENDPOINT, meant) => {
  const { config, problems } = loadConfig({ ...HTTP, OTEL_EXPORTER_OTLP_ENDPOINT });
  expect([config.otlp.endpoint, problems]).toEqual([meant, []]);
});

test('the URL of a signal is used as it is, and each signal has a path of its own', () => {
  const env = { ...HTTP, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://a.example/in', OTLP_ENDPOINT: 'b' };
  const { config } = loadConfig(env);
  expect([config.otlp.endpoint, config.logs.otlp.endpoint]).toEqual([
    'https://a.example/in',
    'http://b:4318/v1/logs',
  ]);
});

test.each(['ftp://c', 'http://', 'c:99999', 'http://u:p@c', 'a b', 'http://c/?key=1'])(
  'http/protobuf with OTLP_ENDPOINT=%s falls back',
  (OTLP_ENDPOINT) => {
    const { config, problems } = loadConfig({ ...HTTP, OTLP_ENDPOINT });
    expect(config.otlp.endpoint).toBe(LOCAL);
    expect(problems[0]?.message).toMatch(
      /^must be a host.*; using http:\/\/localhost:4318\/v1\/traces instead$/,
    );
  },
);

test('every setting can be given for one signal', () => {
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector',
    OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
    OTEL_EXPORTER_OTLP_CERTIFICATE: '/ca.pem',
    OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE: '/traces-ca.pem',
    OTEL_EXPORTER_OTLP_CLIENT_KEY: '/key.pem',
    OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: '/cert.pem',
    OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: 'http/protobuf',
    OTEL_EXPORTER_OTLP_LOGS_COMPRESSION: 'none',
    OTEL_EXPORTER_OTLP_LOGS_TIMEOUT: '500',
  };
  const { config, problems } = loadConfig(env);
  expect(problems).toEqual([]);
  const files = { clientKey: '/key.pem', clientCertificate: '/cert.pem' };
  expect(config.otlp).toEqual({
    protocol: 'grpc',
    endpoint: 'https://collector:4317',
    headers: {},
    timeoutMs: 10_000,
    compression: 'gzip',
    tls: { certificate: '/traces-ca.pem', ...files },
  });
  expect(config.logs.otlp).toEqual({
    protocol: 'http/protobuf',
    endpoint: 'https://collector/v1/logs',
    headers: {},
    timeoutMs: 500,
    compression: 'none',
    tls: { certificate: '/ca.pem', ...files },
  });
});

test('certificates that cannot have an effect are reported', () => {
  const { problems } = loadConfig({ OTEL_EXPORTER_OTLP_CERTIFICATE: '/ca.pem' });
  expect(problems.map(describeProblem)).toEqual([
    'OTEL_EXPORTER_OTLP_CERTIFICATE="/ca.pem" has no effect: the endpoint is not an https:// URL',
  ]);
});

test('half a client certificate is reported, and none is used', () => {
  const env = { OTLP_ENDPOINT: 'https://collector', OTEL_EXPORTER_OTLP_CLIENT_KEY: '/key.pem' };
  const { config, problems } = loadConfig(env);
  expect(config.otlp.tls.clientKey).toBeUndefined();
  expect(problems.map(describeProblem)).toEqual([
    'OTEL_EXPORTER_OTLP_CLIENT_KEY="/key.pem" needs OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE too; using no client certificate instead',
  ]);
});
