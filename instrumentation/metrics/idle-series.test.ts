import { bind, type Preset } from '../contract';
import { presets } from '../presets';
import { parseMetrics } from '../testing/metrics-text';
import { dropIdleSeries } from './idle-series';
import { MetricsRegistry } from './registry';

const registryOf = (preset: string) => new MetricsRegistry(bind(presets[preset] as Preset));
const scrape = async (registry: MetricsRegistry) => parseMetrics(await registry.render());
const HOUR = 3_600_000;

const REQUESTS = 'gateway_http_requests_total';
const hit = (registry: MetricsRegistry, route: string, status_code = '200') => {
  const labels = { method: 'GET', route } as const;
  registry.counter('http.requests').inc({ ...labels, status_code, outcome: 'ok' });
  registry.histogram('http.request.duration').observe({ ...labels, status_code }, 0.1);
};

test('what was not counted for so long is gone from the page, what was stays, and both go on exactly', async () => {
  const registry = registryOf('beamline');
  hit(registry, '/old');
  hit(registry, '/busy');
  expect(registry.dropIdle(HOUR, 0)).toBe(0);
  hit(registry, '/busy');
  expect(registry.dropIdle(HOUR, HOUR - 1)).toBe(0);
  // Of /old the counter and the histogram; /busy was first seen unchanged only now.
  expect(registry.dropIdle(HOUR, HOUR)).toBe(2);
  const routes = (await scrape(registry)).of(REQUESTS).map(({ labels, value }) => [labels['route'], value]);
  expect(routes).toEqual([['/busy', 2]]);
  hit(registry, '/old');
  hit(registry, '/busy');
  const samples = await scrape(registry);
  expect(samples.sum(REQUESTS, { route: '/old' })).toBe(1);
  expect(samples.sum(REQUESTS, { route: '/busy' })).toBe(3);
  expect(samples.sum('gateway_http_request_duration_seconds_count', { route: '/old' })).toBe(1);
});

test('the room that it had under the caps is free for others', async () => {
  const registry = registryOf('beamline');
  const limit = (tenant: string) => registry.counter('rate_limit.hits').inc({ tenant, endpoint: '/orders' });
  const usage = () => registry.usage().find(({ id }) => id === 'rate_limit.hits')?.labels['tenant'];
  const cap = usage()?.cap ?? 0;
  for (let i = 0; i < cap; i += 1) limit(`tenant-${i}`);
  limit('one-more');
  const hits = async () => (await scrape(registry)).of('gateway_rate_limit_hits_total');
  expect((await hits()).map(({ labels }) => labels['tenant_id'])).not.toContain('one-more');
  registry.dropIdle(HOUR, 0);
  limit('tenant-0');
  registry.dropIdle(HOUR, HOUR / 2);
  registry.dropIdle(HOUR, HOUR);
  // Folded samples stay: nobody knows whose they are.
  expect((await hits()).map(({ labels, value }) => [labels['tenant_id'], value])).toEqual([
    ['tenant-0', 2],
    ['other', 1],
  ]);
  expect(usage()?.values).toBe(1);
  limit('one-more');
  expect((await hits()).map(({ labels }) => labels['tenant_id'])).toContain('one-more');
});

test('a family that leaves labels out shows its sample for as long as one of them is used', async () => {
  const registry = registryOf('gatewayz');
  const count = 'fastapi_requests_total';
  const served = (status_code: string) =>
    registry.counter('http.requests').inc({ method: 'GET', route: '/a', status_code, outcome: 'ok' });
  served('200');
  served('404');
  registry.dropIdle(HOUR, 0);
  served('200');
  expect(registry.dropIdle(HOUR, HOUR)).toBe(1);
  const samples = await scrape(registry);
  expect(samples.of('http_requests_total').map(({ labels }) => labels['status_code'])).toEqual(['200']);
  // A counter must not fall.
  expect(samples.sum(count)).toBe(3);
  expect(registry.dropIdle(HOUR, 2 * HOUR)).toBe(1);
  expect((await scrape(registry)).of(count)).toEqual([]);
});

test('gauges, series of closed labels and those about the preload stay', async () => {
  const registry = registryOf('beamline');
  registry.gauge('http.requests.in_flight_by_route').add({ method: 'GET', route: '/old' }, 1);
  const before = await registry.render();
  registry.dropIdle(HOUR, 0);
  expect(registry.dropIdle(HOUR, 24 * HOUR)).toBe(0);
  expect(await registry.render()).toBe(before);
});

test('a timer looks four times as often as it drops', () => {
  jest.useFakeTimers();
  try {
    const dropIdle = jest.fn(() => 0);
    dropIdleSeries({ dropIdle }, 24);
    jest.advanceTimersByTime(24 * HOUR);
    expect(dropIdle).toHaveBeenCalledTimes(4);
    expect(dropIdle).toHaveBeenLastCalledWith(24 * HOUR, expect.any(Number));
  } finally {
    jest.useRealTimers();
  }
});
