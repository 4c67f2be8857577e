import { checkCollectorConfig } from './check';
import { readManifest } from './manifest';

const manifest = readManifest();
const check = (config: object): string[] =>
  checkCollectorConfig(config, manifest).map(({ path, component }) => `${path} ${component}`);

const GOOD = {
  receivers: { otlp: { protocols: { grpc: { endpoint: '${env:HOST}:4317' } } } },
  processors: { memory_limiter: {}, 'tail_sampling/errors': {}, k8s_attributes: {}, batch: null },
  exporters: { otlp_grpc: {}, 'otlp_http/loki': {}, prometheus_remote_write: {}, debug: {} },
  connectors: { span_metrics: {}, 'forward/sampled': {} },
  extensions: { health_check: {}, 'file_storage/queue': {}, bearertokenauth: {} },
  service: {
    extensions: ['health_check', 'file_storage/queue'],
    pipelines: {
      traces: {
        receivers: ['otlp'],
        processors: ['memory_limiter', 'batch'],
        exporters: ['span_metrics', 'forward/sampled'],
      },
      'traces/sampled': {
        receivers: ['forward/sampled'],
        processors: ['tail_sampling/errors'],
        exporters: ['otlp_grpc'],
      },
      metrics: { receivers: ['span_metrics'], exporters: ['prometheus_remote_write'] },
    },
  },
};

test('a configuration of our own components has no problems', () => {
  expect(checkCollectorConfig(GOOD, manifest)).toEqual([]);
});

test('the old spellings of types, which the collector still takes, are known', () => {
  const config = {
    processors: { k8sattributes: {} },
    exporters: { otlp: {}, otlphttp: {}, prometheusremotewrite: {} },
    connectors: { spanmetrics: {} },
  };
  expect(checkCollectorConfig(config, manifest)).toEqual([]);
});

test('a component that the distribution lacks is named with its path, in every kind', () => {
  expect(
    check({
      receivers: { filelog: {} },
      processors: { 'groupbytrace/x': {} },
      exporters: { loadbalancing: {} },
      connectors: { servicegraph: {} },
      extensions: { pprof: {} },
    }),
  ).toEqual([
    'receivers.filelog filelog',
    'processors.groupbytrace/x groupbytrace/x',
    'exporters.loadbalancing loadbalancing',
    'connectors.servicegraph servicegraph',
    'extensions.pprof pprof',
  ]);
});

test('the message says what to do and what there is', () => {
  const [problem] = checkCollectorConfig({ connectors: { servicegraph: {} } }, manifest);
  expect(problem?.message).toBe(
    'connectors.servicegraph: the distribution has no connector of type "servicegraph". Add its module to tools/collector/manifest.yaml, or use one of: forward, spanmetrics.',
  );
});

test('a type is looked up in its own kind: otlp is a receiver and an exporter, batch only a processor', () => {
  expect(check({ receivers: { otlp: {}, batch: {} } })).toEqual(['receivers.batch batch']);
});

test('pipelines and extensions may only refer to what is defined', () => {
  const service = {
    extensions: ['health_check', 'file_storage'],
    pipelines: {
      traces: {
        receivers: ['otlp/other'],
        processors: ['batch', 'span_metrics'],
        exporters: ['debug/x'],
      },
    },
  };
  expect(check({ ...GOOD, service })).toEqual([
    'service.extensions[1] file_storage',
    'service.pipelines.traces.receivers[0] otlp/other',
    'service.pipelines.traces.processors[1] span_metrics',
    'service.pipelines.traces.exporters[0] debug/x',
  ]);
});

test('values may only come from providers of the distribution', () => {
  const exporters = {
    otlp_http: { endpoint: '${env:HOST}', headers: [{ a: '${http://x/y}' }, { b: '$${vault:x}' }] },
    debug: { verbosity: '$$${s3:bucket}' },
  };
  expect(check({ exporters })).toEqual([
    'exporters.otlp_http.headers[0].a http',
    'exporters.debug.verbosity s3',
  ]);
});
