import { statfsSync } from 'node:fs';
import { bind } from '../contract';
import { defaultPreset } from '../presets/default';
import { parseMetrics } from '../testing/metrics-text';
import { until } from '../testing/until';
import { collectDisk } from './disk';
import { MetricsRegistry } from './registry';

test('the disk is as large as the system says, and what is free is part of it', async () => {
  const registry = new MetricsRegistry(bind(defaultPreset));
  collectDisk(registry);
  const { blocks, bsize } = statfsSync('.');
  const scrape = async () => parseMetrics(await registry.render());
  await until(
    'the size is there',
    async () => (await scrape()).sum('process_filesystem_size_bytes') === blocks * bsize,
  );
  const free = (await scrape()).sum('process_filesystem_free_bytes');
  expect(free).toBeGreaterThan(0);
  expect(free).toBeLessThanOrEqual(blocks * bsize);
});
