import { presets } from '../../instrumentation/presets';
import { defaultPreset } from '../../instrumentation/presets/default';
import { gatewayz } from '../../instrumentation/presets/gatewayz';
import { modelOf } from '../testing/stacks';
import { gatewayScrapes, longest, scrapesIn, stackIntervals } from './scrape';
import { stackModel } from './stack';

it('a preset without jobs is scraped at /metrics every 15 s', () => {
  expect(gatewayScrapes(defaultPreset, undefined)).toEqual([
    {
      job: 'gateway',
      path: '/metrics',
      interval: '15s',
      environment: undefined,
      labels: {},
      needsToken: false,
    },
  ]);
  expect(stackIntervals({ intervals: {} }, defaultPreset)).toEqual({ scrape: '15s', evaluation: '15s' });
});

it.each([
  ['production', ['gatewayz_production', 'gatewayz_data_metrics_production']],
  ['staging', ['gatewayz_staging', 'gatewayz_data_metrics_staging']],
  ['dev', ['gatewayz_production', 'gatewayz_data_metrics_production']],
])('in %s a gateway is scraped once a path', (environment, jobs) => {
  expect(scrapesIn(gatewayScrapes(gatewayz, undefined), environment).map(({ job }) => job)).toEqual(jobs);
});

it.each(Object.keys(presets))(
  'windows of rules and boards of %s hold scrapes of its slowest job',
  (preset) => {
    const { settings } = stackModel({ ...modelOf('dev').config, preset });
    const intervals = settings.prometheus.gatewayScrapes.map(({ interval }) => interval);
    expect(settings.grafana.scrapeInterval).toBe(intervals.includes('30s') ? '30s' : '15s');
  },
);

it('the longest of durations is found by length, not by text', () => {
  expect(longest(['90s', '1m', '5s'])).toBe('90s');
});
