import { prometheusArgs, prometheusConfig, type PrometheusSettings, scrapeTimeout } from './config';

const settings: PrometheusSettings = {
  environment: 'dev',
  scrapeInterval: '15s',
  evaluationInterval: '30s',
  externalLabels: { environment: 'dev' },
  retention: { time: '2d' },
};

it('labels every target with service and environment', () => {
  const { scrape_configs } = prometheusConfig(
    settings,
    {
      gateways: [
        { service: 'orders', targets: ['127.0.0.1:9464'] },
        { service: 'users', targets: ['127.0.0.1:9465'], environment: 'staging' },
      ],
      stack: { collector: ['127.0.0.1:8888'], 'span-metrics': ['127.0.0.1:8889'], tempo: [] },
      alertmanagers: [],
    },
    [],
  );
  expect(scrape_configs.map(({ job_name, static_configs }) => [job_name, static_configs])).toEqual([
    [
      'gateway',
      [
        { targets: ['127.0.0.1:9464'], labels: { service: 'orders', environment: 'dev' } },
        { targets: ['127.0.0.1:9465'], labels: { service: 'users', environment: 'staging' } },
      ],
    ],
    ['collector', [{ targets: ['127.0.0.1:8888'], labels: { service: 'collector', environment: 'dev' } }]],
    [
      'span-metrics',
      [{ targets: ['127.0.0.1:8889'], labels: { service: 'span-metrics', environment: 'dev' } }],
    ],
  ]);
  expect(scrape_configs[2]?.metric_relabel_configs).toEqual([
    { regex: 'exported_(job|instance)', action: 'labeldrop' },
  ]);
});

it('a scrape never takes longer than the interval between two', () => {
  expect(scrapeTimeout('1s')).toBe('1s');
  expect(scrapeTimeout('1m')).toBe('10s');
});

it('switches exemplars on and limits the size only where one is given', () => {
  const files = { config: '/c', data: '/d' };
  const args = prometheusArgs(settings, files, '127.0.0.1:9090');
  expect(args).toContain('--enable-feature=exemplar-storage');
  expect(args.join(' ')).not.toContain('retention.size');
  const sized = { ...settings, retention: { time: '2d', size: '10GB' } };
  expect(prometheusArgs(sized, files, '127.0.0.1:9090', 'http://x/p')).toEqual(
    expect.arrayContaining(['--storage.tsdb.retention.size=10GB', '--web.external-url=http://x/p']),
  );
});
