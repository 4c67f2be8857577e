import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { bind, type Preset } from '../contract';
import { presets } from '../presets';
import { footprint, observeFootprint } from './footprint';
import { MetricsRegistry } from './registry';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Label sets as a gateway with many routes and tenants has them. */
function fill(registry: MetricsRegistry): void {
  for (let i = 0; i < 400; i += 1) {
    const route = `/api/v1/resources-of-kind-${i}/:id`;
    for (const status_code of ['200', '404', '500']) {
      registry.counter('http.requests').inc({ method: 'GET', route, status_code, outcome: 'ok' });
      registry.histogram('http.request.duration').observe({ method: 'GET', route, status_code }, 0.1);
    }
    registry.counter('rate_limit.hits').inc({ tenant: `tenant-${i}`, endpoint: route });
  }
}

test('is right within a factor of two about what the heap shows', () => {
  const registries: MetricsRegistry[] = [];
  const before = heapUsed();
  // Several, so that the noise of the heap does not count.
  for (let i = 0; i < 10; i += 1) {
    const registry = new MetricsRegistry(bind(presets['beamline'] as Preset));
    fill(registry);
    registries.push(registry);
  }
  const used = heapUsed() - before;
  const estimated = registries.reduce((sum, { families }) => sum + footprint(families), 0);
  expect(estimated / used).toBeGreaterThan(0.5);
  expect(estimated / used).toBeLessThan(2);
});

test('every scrape shows it, and it rises with the series', async () => {
  const registry = new MetricsRegistry(bind(presets['beamline'] as Preset));
  observeFootprint(registry);
  const shown = async () => {
    await registry.render();
    return registry.samples('self.registry.bytes')[0]?.value ?? 0;
  };
  const empty = await shown();
  expect(empty).toBeGreaterThan(10_000);
  fill(registry);
  expect(await shown()).toBeGreaterThan(2 * empty);
});
