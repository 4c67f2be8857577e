import { collectorConfig, type CollectorSettings } from './config';

const settings: CollectorSettings = {
  environment: 'dev',
  memory: { limitMiB: 400, spikeLimitMiB: 100 },
  tailSampling: { decisionWait: '5s', maxTraces: 1000, slowMs: 500, keepPercent: 10 },
  spanMetrics: { flushInterval: '15s', expiration: '10m' },
  queue: { items: 1000, maxElapsed: '5m' },
  batch: { timeout: '200ms' },
};
const { service, processors, exporters } = collectorConfig(settings, {
  otlpGrpc: '127.0.0.1:4317',
  otlpHttp: '127.0.0.1:4318',
  spanMetrics: '127.0.0.1:8889',
  telemetry: '127.0.0.1:8888',
  health: '127.0.0.1:13133',
  tempo: '127.0.0.1:5317',
  loki: 'http://127.0.0.1:3100',
});

it('everything from outside passes the memory limiter first, then redaction', () => {
  const fromOutside = Object.values(service.pipelines).filter(({ receivers }) => receivers.includes('otlp'));
  expect(fromOutside).toHaveLength(2);
  for (const pipeline of fromOutside) {
    expect(pipeline.processors?.slice(0, 2)).toEqual(['memory_limiter', 'redaction']);
  }
});

it('span metrics see what arrived, Tempo gets what was sampled', () => {
  const sampling = Object.values(service.pipelines).filter(({ processors = [] }) =>
    processors.includes('tail_sampling'),
  );
  expect(sampling).toEqual([
    { receivers: ['forward/sampling'], processors: ['tail_sampling'], exporters: ['otlp_grpc/tempo'] },
  ]);
  expect(service.pipelines['traces']?.processors).not.toContain('tail_sampling');
  expect(service.pipelines['traces']?.exporters).toEqual(['span_metrics', 'forward/sampling']);
});

it('keeps errors and slow traces whatever the share', () => {
  expect(processors['tail_sampling']).toMatchObject({
    policies: [
      { type: 'status_code', status_code: { status_codes: ['ERROR'] } },
      { type: 'latency', latency: { threshold_ms: 500 } },
      { type: 'probabilistic', probabilistic: { sampling_percentage: 10 } },
    ],
  });
});

it('every exporter to a backend queues and retries', () => {
  for (const name of ['otlp_grpc/tempo', 'otlp_http/loki']) {
    expect(exporters[name]).toMatchObject({
      sending_queue: { enabled: true, queue_size: 1000 },
      retry_on_failure: { enabled: true, max_elapsed_time: '5m' },
    });
  }
});
