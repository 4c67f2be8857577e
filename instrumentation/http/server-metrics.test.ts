import { bind } from '../contract';
import { MetricsRegistry } from '../metrics/registry';
import { defaultPreset } from '../presets/default';
import { parseMetrics } from '../testing/metrics-text';
import { createServerMetrics } from './server-metrics';

test('what is no size is not observed: it would spoil the sum for good', async () => {
  const registry = new MetricsRegistry(bind(defaultPreset));
  const metrics = createServerMetrics(registry, true);
  for (const size of [10, NaN, -5, Infinity, undefined, 20]) {
    metrics.sizes('GET', '/', { request: size, response: size });
  }
  const samples = parseMetrics(String(await registry.render()));
  for (const side of ['request', 'response']) {
    expect(samples.sum(`http_server_${side}_body_size_bytes_sum`)).toBe(30);
    expect(samples.sum(`http_server_${side}_body_size_bytes_count`)).toBe(2);
  }
});
