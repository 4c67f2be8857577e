import { bind, DROP_REASONS, type Preset } from '../contract';
import { presets } from '../presets';
import { defaultPreset } from '../presets/default';
import { parseMetrics } from '../testing/metrics-text';
import { MetricsRegistry } from './registry';

const registryOf = (metrics: Preset['metrics'] = {}, preset: Preset = defaultPreset) =>
  new MetricsRegistry(bind({ ...preset, metrics }));
const scrape = async (registry: MetricsRegistry) => parseMetrics(await registry.render());

const request = { method: 'GET', route: '/a', status_code: '200', outcome: 'ok' } as const;

test.each(Object.values(presets).map((preset) => [preset.name, preset] as const))(
  'every metric of the preset %s can be exposed',
  async (_name, preset) => {
    const registry = new MetricsRegistry(bind(preset));
    registry.counter('http.requests').inc(request);
    const bound = bind(preset).get('http.requests');
    expect((await scrape(registry)).sum(bound?.name ?? '')).toBe(1);
  },
);

test('series whose label values are all known exist before their first sample', async () => {
  const samples = await scrape(registryOf());
  expect(
    samples.of('gatewatch_export_dropped_total', { signal: 'traces' }).map(({ value }) => value),
  ).toEqual(DROP_REASONS.map(() => 0));
  expect(samples.sum('gatewatch_export_duration_seconds_count')).toBe(0);
  expect(samples.of('gatewatch_export_duration_seconds_count')).toHaveLength(4);
});

test('a preset renames families and labels, respells values and adds constant labels', async () => {
  const registry = registryOf({
    'http.requests': {
      name: 'hits_total',
      labels: { route: 'endpoint' },
      labelValues: { outcome: { ok: 'success' } },
      constantLabels: { app: 'edge' },
    },
  });
  registry.counter('http.requests').inc(request);
  expect((await scrape(registry)).of('hits_total')).toEqual([
    {
      name: 'hits_total',
      labels: {
        app: 'edge',
        http_request_method: 'GET',
        endpoint: '/a',
        http_response_status_code: '200',
        outcome: 'success',
      },
      value: 1,
    },
  ]);
});

test('an omitted label is summed over, for every type', async () => {
  const registry = registryOf({
    'http.requests': { omit: ['outcome', 'status_code'] },
    'http.request.duration': { omit: ['status_code'] },
    'http.requests.in_flight': { omit: ['method'] },
  });
  const requests = registry.counter('http.requests');
  requests.inc(request);
  requests.inc({ ...request, status_code: '500', outcome: 'server_error' }, 2);
  const duration = registry.histogram('http.request.duration');
  duration.observe({ method: 'GET', route: '/a', status_code: '200' }, 1);
  duration.observe({ method: 'GET', route: '/a', status_code: '500' }, 2);
  const inFlight = registry.gauge('http.requests.in_flight');
  inFlight.set({ method: 'GET' }, 5);
  inFlight.add({ method: 'POST' }, 1);
  inFlight.set({ method: 'GET' }, 3);

  const samples = await scrape(registry);
  expect(samples.of('http_server_requests_total').map(({ value }) => value)).toEqual([3]);
  expect(samples.of('http_server_request_duration_seconds_sum').map(({ value }) => value)).toEqual([3]);
  expect(samples.of('http_server_active_requests').map(({ value }) => value)).toEqual([4]);
});

test('a metric may be shown by several families', async () => {
  const registry = registryOf({
    'http.requests': { alsoAs: [{ name: 'api_requests_total', omit: ['route'] }] },
  });
  registry.counter('http.requests').inc(request, 2);
  const samples = await scrape(registry);
  expect([samples.sum('http_server_requests_total'), samples.sum('api_requests_total')]).toEqual([2, 2]);
});

test('the budget of a preset bounds the series; totals stay exact and the overflow is named', async () => {
  const registry = registryOf({ 'http.requests': { seriesBudget: 100 } });
  const requests = registry.counter('http.requests');
  for (let n = 0; n < 500; n++) requests.inc({ ...request, route: `/${n}` });
  const samples = await scrape(registry);
  const series = samples.of('http_server_requests_total').length;
  expect(series).toBeLessThanOrEqual(100);
  expect(series).toBeGreaterThan(10);
  expect(samples.sum('http_server_requests_total')).toBe(500);
  const folded = 500 - (series - 1);
  expect(samples.sum('http_server_requests_total', { http_route: 'other' })).toBe(folded);
  expect(
    samples.sum('gatewatch_cardinality_overflow_total', {
      metric: 'http_server_requests_total',
      label: 'series',
    }),
  ).toBe(folded);
  expect(registry.usage().find(({ id }) => id === 'http.requests')).toMatchObject({
    name: 'http_server_requests_total',
    series,
    seriesBudget: 100,
    labels: { route: { cap: 200 }, method: { values: 10, cap: 10 } },
  });
});

test('an observed gauge is read at each scrape; one that throws is counted and spoils nothing', async () => {
  const registry = registryOf();
  let value = 1;
  registry.gauge('export.queued').observe({ signal: 'traces' }, () => value++);
  registry.gauge('self.degraded').observe({}, () => {
    throw new Error('broken');
  });
  registry.beforeScrape(() => {
    throw new Error('broken too');
  });
  const queued = async () =>
    (await scrape(registry)).sum('gatewatch_export_queue_size', { signal: 'traces' });
  expect([await queued(), await queued()]).toEqual([1, 2]);
  expect((await scrape(registry)).sum('gatewatch_internal_errors_total', { where: 'collect' })).toBe(6);
});

test('a total that somebody else counts is added by its increase, however often and in whatever format it is scraped', async () => {
  const registry = registryOf();
  let total = 5;
  registry.counter('export.exported').observe({ signal: 'traces' }, () => total);
  const exported = async () =>
    (await scrape(registry)).sum('gatewatch_export_exported_total', { signal: 'traces' });
  expect([await exported(), await exported()]).toEqual([5, 5]);
  total = 8;
  await Promise.all([registry.scrape('application/openmetrics-text'), registry.scrape('text/plain')]);
  expect(await exported()).toBe(8);
  // Its owner has begun anew.
  total = 2;
  expect([await exported(), await exported()]).toEqual([10, 10]);
  total = NaN;
  expect(await exported()).toBe(10);
  total = 3;
  expect(await exported()).toBe(11);
});

test('a value that is no number is counted as an error and not recorded', async () => {
  const registry = registryOf();
  registry
    .histogram('http.request.duration')
    .observe({ method: 'GET', route: '/a', status_code: '200' }, NaN);
  const samples = await scrape(registry);
  expect(samples.sum('http_server_request_duration_seconds_count')).toBe(0);
  expect(samples.sum('gatewatch_internal_errors_total', { where: 'metrics' })).toBe(1);
});

test('a metric whose pack is off takes samples and shows nothing', async () => {
  const registry = registryOf({}, { ...defaultPreset, packs: ['self'] });
  registry.counter('http.requests').inc(request);
  expect(await registry.render()).not.toContain('http_server');
  expect(registry.samples('http.requests')).toEqual([]);
});

test('samples carry the keys and values of the contract, whatever the preset shows', () => {
  const registry = registryOf({ 'http.requests': { labels: { method: 'verb' }, omit: ['route'] } });
  registry.counter('http.requests').inc(request, 4);
  expect(registry.samples('http.requests')).toEqual([{ labels: request, value: 4 }]);
});
