import { loadConfig } from './load';

it('service, environment, Jaeger, OTLP receiver and share of requests: a variable each', () => {
  const env = {
    GATEWATCH_PRESET: 'api-gateway',
    OTEL_SERVICE_NAME: 'checkout',
    GATEWATCH_ENVIRONMENT: 'production',
    OTLP_ENDPOINT: 'otel-collector:4317',
    TRACE_SAMPLE_RATE: '0.25',
  };
  const { config, problems } = loadConfig(env);
  expect(problems).toEqual([]);
  expect(config).toMatchObject({
    serviceName: 'checkout',
    environment: 'production',
    resource: { 'service.name': 'checkout', 'deployment.environment': 'production' },
    otlp: { protocol: 'grpc', endpoint: 'http://otel-collector:4317' },
    traces: { sampling: { ratio: 0.25 } },
  });
  const others = { ...env, OTLP_ENDPOINT: undefined };
  const toJaeger = loadConfig({ ...others, JAEGER_ENDPOINT: 'jaeger:14268' });
  expect(toJaeger.config.otlp.endpoint).toMatch(/^http:\/\/jaeger:\d+$/);
  expect(toJaeger.notices.join()).toContain('jaeger');
});

it('says nothing, and the preset says it', () => {
  const { config } = loadConfig({ GATEWATCH_PRESET: 'api-gateway' });
  expect(config).toMatchObject({
    serviceName: 'api-gateway',
    environment: 'production',
    resource: { 'deployment.environment': 'production' },
  });
});
