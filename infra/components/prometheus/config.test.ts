import { defaultPreset } from '../../../instrumentation/presets/default';
import type { StackConfig } from '../../config/schema';
import { gatewayScrapes } from '../../model/scrape';
import { stackModel } from '../../model/stack';
import { modelOf } from '../../testing/stacks';
import {
  prometheusArgs,
  prometheusConfig,
  type PrometheusSettings,
  scrapeTimeout,
  stackJobInterval,
} from './config';

const settings: PrometheusSettings = {
  environment: 'dev',
  scrapeInterval: '15s',
  evaluationInterval: '30s',
  externalLabels: { environment: 'dev' },
  retention: { time: '2d' },
  remoteWrites: [],
  gatewayScrapes: gatewayScrapes(defaultPreset, '15s'),
  gatewayJobs: ['gateway'],
  honorLabels: false,
  otherJobs: [],
};

const stackOf = (preset: string, more: Partial<StackConfig> = {}): PrometheusSettings =>
  stackModel({ ...modelOf('dev').config, preset, ...more }).settings.prometheus;

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

describe('the jobs of a preset', () => {
  it('gatewayz: one file has all eight of the system, each with its path and interval', () => {
    const settings = stackOf('gatewayz', { environment: 'production' });
    const { global, scrape_configs } = prometheusConfig(
      settings,
      {
        gateways: [
          { service: 'gatewayz-api', targets: ['127.0.0.1:8000'], environment: 'production' },
          { service: 'gatewayz-api', targets: ['127.0.0.1:8001'], environment: 'staging' },
        ],
        stack: { prometheus: ['127.0.0.1:9090'] },
        others: {
          redis_exporter: ['127.0.0.1:9121'],
          health_service_exporter: ['127.0.0.1:8002'],
          mimir: ['127.0.0.1:9009'],
        },
        alertmanagers: [],
      },
      [],
    );
    expect(global).toMatchObject({ scrape_interval: '15s' });
    const jobs = scrape_configs.map((job) => [
      job.job_name,
      job.metrics_path ?? '/metrics',
      job.scrape_interval ?? '15s',
    ]);
    expect(jobs.sort()).toEqual([
      ['gatewayz_data_metrics_production', '/prometheus/data/metrics', '30s'],
      ['gatewayz_data_metrics_staging', '/prometheus/data/metrics', '30s'],
      ['gatewayz_production', '/metrics', '15s'],
      ['gatewayz_staging', '/metrics', '15s'],
      ['health_service_exporter', '/metrics', '30s'],
      ['mimir', '/metrics', '30s'],
      ['prometheus', '/metrics', '15s'],
      ['redis_exporter', '/metrics', '30s'],
    ]);
  });

  it('have its paths, intervals and labels, and keep the labels of its metrics', () => {
    const settings = stackOf('eucora', { environment: 'development' });
    const { global, scrape_configs } = prometheusConfig(
      settings,
      {
        gateways: [{ service: 'plane', targets: ['127.0.0.1:8000'] }],
        stack: { prometheus: ['127.0.0.1:9090'], tempo: ['127.0.0.1:3200'] },
        alertmanagers: [],
      },
      [],
    );
    expect(global).toEqual({
      scrape_interval: '15s',
      scrape_timeout: '10s',
      evaluation_interval: '30s',
      external_labels: { cluster: 'eucora-dev', environment: 'development' },
    });
    expect(scrape_configs).toEqual([
      {
        job_name: 'eucora-control-plane',
        metrics_path: '/api/v1/metrics/',
        honor_labels: true,
        static_configs: [
          {
            targets: ['127.0.0.1:8000'],
            labels: { cluster: 'eucora-dev', service: 'plane', environment: 'development' },
          },
        ],
      },
      {
        job_name: 'prometheus',
        scrape_interval: '30s',
        scrape_timeout: '10s',
        static_configs: [
          { targets: ['127.0.0.1:9090'], labels: { service: 'prometheus', environment: 'development' } },
        ],
      },
      expect.objectContaining({ job_name: 'tempo' }),
    ]);
  });

  it('take each gateway once a path, under the job of its environment', () => {
    const gateway = (environment: string, port: number) =>
      ({ service: 'api', environment, targets: [`127.0.0.1:${port}` as const] }) as const;
    const jobs = (environments: readonly string[]) =>
      prometheusConfig(
        stackOf('gatewayz'),
        {
          gateways: environments.map((environment, index) => gateway(environment, 8000 + index)),
          stack: {},
          others: { redis_exporter: ['127.0.0.1:9121'], mimir: [] },
          alertmanagers: [],
        },
        [],
      ).scrape_configs.map((job) => [
        job.job_name,
        job.metrics_path,
        job.scrape_interval,
        job.static_configs?.flatMap(({ targets }) => targets),
      ]);
    const redis = ['redis_exporter', undefined, '30s', ['127.0.0.1:9121']];
    const data = '/prometheus/data/metrics';
    expect(jobs(['production', 'staging'])).toEqual([
      ['gatewayz_production', undefined, undefined, ['127.0.0.1:8000']],
      ['gatewayz_staging', undefined, undefined, ['127.0.0.1:8001']],
      ['gatewayz_data_metrics_production', data, '30s', ['127.0.0.1:8000']],
      ['gatewayz_data_metrics_staging', data, '30s', ['127.0.0.1:8001']],
      redis,
    ]);
    // No job names the environment: those of the first that the preset has.
    expect(jobs(['dev'])).toEqual([
      ['gatewayz_production', undefined, undefined, ['127.0.0.1:8000']],
      ['gatewayz_data_metrics_production', data, '30s', ['127.0.0.1:8000']],
      redis,
    ]);
  });

  it('send the token where the metrics ask for it', () => {
    const gateways = [{ service: 'api', targets: ['127.0.0.1:8000'] as const, tokenFile: '/run/token' }];
    const jobOf = (preset: string) =>
      prometheusConfig(stackOf(preset), { gateways, stack: {}, alertmanagers: [] }, []).scrape_configs[0];
    expect(jobOf('api-gateway')).toMatchObject({
      job_name: 'api-gateway',
      metrics_path: '/api/v1/metrics',
      honor_labels: true,
      authorization: { credentials_file: '/run/token' },
    });
    expect(jobOf('eucora')).not.toHaveProperty('authorization');
  });

  it('give way to intervals that the stack sets, and to its environment', () => {
    const settings = stackOf('eucora', { intervals: { scrape: '5s', evaluation: '10s' } });
    expect(settings).toMatchObject({ scrapeInterval: '5s', evaluationInterval: '10s' });
    expect(settings.externalLabels).toEqual({ cluster: 'eucora-dev', environment: 'dev' });
    expect(settings.gatewayScrapes.map(({ interval }) => interval)).toEqual(['5s']);
    expect(stackJobInterval(settings, 'prometheus')).toBe('5s');
  });
});
