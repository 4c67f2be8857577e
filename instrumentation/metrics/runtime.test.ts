import { createServer } from 'node:net';
import { once } from 'node:events';
import { bind } from '../contract';
import { defaultPreset } from '../presets/default';
import { parseMetrics } from '../testing/metrics-text';
import { until } from '../testing/until';
import { MetricsRegistry } from './registry';
import { collectRuntime } from './runtime';

test('CPU time only rises, and a kind of resource that is gone stays at 0', async () => {
  const registry = new MetricsRegistry(bind(defaultPreset));
  collectRuntime(registry);
  const scrape = async () => parseMetrics(await registry.render());
  const servers = async () => (await scrape()).of('nodejs_active_resources', { type: 'TCPServerWrap' });

  const before = (await scrape()).sum('process_cpu_seconds_total');
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThanOrEqual((process.cpuUsage().user + process.cpuUsage().system) / 1e6);

  const counted = (await servers())[0]?.value ?? 0;
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  expect((await servers())[0]?.value).toBe(counted + 1);
  server.close();
  await until('the server is gone', async () => (await servers())[0]?.value === counted);
  expect((await scrape()).sum('process_cpu_seconds_total')).toBeGreaterThan(before);
});
