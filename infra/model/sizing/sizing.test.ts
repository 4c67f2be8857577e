import fc from 'fast-check';
import { objectsOf, UNITS } from '../../components';
import { modelOf } from '../../testing/stacks';
import { mebibytes } from '../quantity';
import { stackModel } from '../stack';
import { wiringProblems } from '../wiring';
import { beyond, circumstancesOf, type Load, sized, type StackSize, stackSize } from '.';

const { config } = modelOf('prod');
const circumstances = circumstancesOf(config);

/** A gateway of a small company. */
const BASE: Load = {
  requestsPerSecond: 100,
  spansPerRequest: 4,
  series: 20_000,
  logBytesPerSecond: 50_000,
  outageSeconds: 300,
};

const loads = fc.record({
  requestsPerSecond: fc.double({ min: 0, max: 1e6, noNaN: true }),
  spansPerRequest: fc.double({ min: 1, max: 100, noNaN: true }),
  series: fc.double({ min: 0, max: 1e8, noNaN: true }),
  logBytesPerSecond: fc.double({ min: 0, max: 1e9, noNaN: true }),
  outageSeconds: fc.double({ min: 0, max: 7200, noNaN: true }),
});

/** What all instances of a component take together: one more instance may make each of them smaller. */
function totals({ collector, prometheus, tempo, loki }: StackSize): Record<string, number> {
  const store = { cpuMillis: 0, memoryMiB: 0, volumeMiB: 0 };
  const of = (size: typeof store, name: string) =>
    Object.keys(store).map((key) => [`${name} ${key}`, size[key as keyof typeof store]] as const);
  return {
    instances: collector.instances,
    cpu: collector.cpuMillis * collector.instances,
    memory: collector.memoryMiB * collector.instances,
    traces: collector.numTraces * collector.instances,
    items: collector.queueItems * collector.instances,
    queue: collector.queueMiB * collector.instances,
    shards: prometheus.remoteWriteShards,
    ...Object.fromEntries([...of(prometheus, 'prometheus'), ...of(tempo, 'tempo'), ...of(loki, 'loki')]),
  };
}

it('every size grows or stays when any figure of the load grows', () => {
  fc.assert(
    fc.property(
      loads,
      fc.constantFrom(...(Object.keys(BASE) as (keyof Load)[])),
      fc.double({ min: 1, max: 100, noNaN: true }),
      (load, figure, factor) => {
        const small = totals(stackSize(load, circumstances));
        const large = totals(stackSize({ ...load, [figure]: load[figure] * factor }, circumstances));
        // Amounts of each instance are rounded up, so a sum may be off by one of each instance.
        const rounding = Math.max(small['instances'] ?? 1, large['instances'] ?? 1);
        for (const [name, value] of Object.entries(small)) {
          expect((large[name] ?? 0) + rounding).toBeGreaterThanOrEqual(value);
        }
      },
    ),
  );
});

it('the collector holds what waits below the limiter, and the limiter is below the limit', () => {
  fc.assert(
    fc.property(loads, (load) => {
      const { collector } = stackSize(load, circumstances);
      expect(collector.limiterMiB).toBeLessThan(collector.memoryMiB);
      expect(collector.queueMiB).toBeLessThanOrEqual(collector.limiterMiB - collector.spikeMiB + 2);
      expect(collector.goMemLimitMiB).toBeLessThan(collector.memoryMiB);
    }),
  );
});

it('computes the sizes of a known load', () => {
  const size = stackSize(BASE, circumstances);
  // 100 traces/s × 10 s × 1.5; 400 spans/s × 15 % + 97.7 records/s, for 300 s.
  expect(size.collector).toMatchObject({ instances: 1, numTraces: 1500, queueItems: 47_297, queueMiB: 32 });
  // 20,000 series / 15 s × 30 d × 2 B × 1.2 / 0.8.
  expect(size.prometheus).toMatchObject({ volumeMiB: 9888, memoryMiB: 517, remoteWriteShards: 1 });
  // 60 spans/s × 1 KiB × 14 d × 0.5 × 1.2.
  expect(size.tempo.volumeMiB).toBe(42_526);
  expect(beyond(size, 1)).toEqual([]);
});

const times = (factor: number): Load => ({
  ...BASE,
  requestsPerSecond: BASE.requestsPerSecond * factor,
  series: BASE.series * factor,
  logBytesPerSecond: BASE.logBytesPerSecond * factor,
});

it.each([1, 10, 100, 1000])(
  'the sizes of %i times the load are rendered, and the stack stays wired',
  (factor) => {
    const load = times(factor);
    const larger = sized(config, load);
    const objects = UNITS.flatMap((unit) => objectsOf(unit, stackModel(larger)));
    expect(wiringProblems(objects, larger)).toEqual([]);
    expect(larger.sampling.maxTraces).toBe(stackSize(load, circumstances).collector.numTraces);
    expect(mebibytes(larger.storage.loki)).toBe(stackSize(load, circumstances).loki.volumeMiB);
  },
);

it('says from where on this stack is not enough', () => {
  expect(beyond(stackSize(times(10), circumstances), 1)).toEqual(['Loki distributed on object storage']);
  expect(beyond(stackSize(times(100), circumstances), 1)).toEqual(['Loki distributed on object storage']);
  const largest = stackSize(times(1000), circumstances);
  expect(beyond(largest, 1)).toHaveLength(4);
  expect(beyond(largest, 1)[0]).toBe('replicas.collector: 10');
  expect(beyond(largest, 10)).toHaveLength(3);
});
