import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { bind, type Binding, type BoundMetric, type MetricId, type Preset } from '../../contract';
import { presets } from '../../presets';
import { defaultPreset } from '../../presets/default';
import { exposedLabels, exposedNames } from '../exposure';
import { MetricsRegistry } from '../registry';

/** Values that need escaping, that numbers are written differently for, and that lie on bounds of buckets. */
const TEXTS = ['/a', '/a/:id', 'say "hi"', 'back\\slash', 'line\nfeed', '{=,}', '', 'ünï'];
const NUMBERS = [0, 1, 0.005, 0.1 + 0.2, 1e21, 1e-7, 123456789.5, 10];
const SAMPLES = 400;

/** A fixed sequence, so that a failure can be repeated. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** Records the same samples in a registry of ours and in prom-client's, under the names of the binding. */
async function both(binding: Binding): Promise<{ ours: string; theirs: string }> {
  const pick = sequence(7);
  const registry = new MetricsRegistry(binding);
  const prom = new Registry();
  for (const bound of binding.values()) {
    const record = recorder(bound, prom);
    for (let n = 0; n < SAMPLES / binding.size; n++) {
      const labels = Object.fromEntries(
        Object.entries(bound.spec.labels).map(([key, label]) => {
          const values = label.kind === 'closed' ? label.values : TEXTS.slice(0, label.cap);
          return [key, values[pick(values.length)] as string];
        }),
      );
      const value = NUMBERS[pick(NUMBERS.length)] as number;
      const { type } = bound.spec;
      if (type === 'counter') registry.counter(bound.id as 'http.requests').inc(labels as never, value);
      else if (type === 'gauge') registry.gauge(bound.id as 'self.degraded').set(labels as never, value);
      else registry.histogram(bound.id as 'http.request.duration').observe(labels as never, value);
      record(labels, value);
    }
  }
  return { ours: await registry.render(), theirs: await prom.metrics() };
}

function recorder(bound: BoundMetric, registry: Registry) {
  const options = {
    name: bound.name,
    help: bound.spec.help,
    labelNames: exposedNames(bound),
    registers: [registry],
  };
  if (bound.spec.type === 'counter') {
    const counter = new Counter(options);
    return (labels: Record<string, string>, by: number) => counter.inc(exposedLabels(bound, labels), by);
  }
  if (bound.spec.type === 'gauge') {
    const gauge = new Gauge(options);
    return (labels: Record<string, string>, value: number) => gauge.set(exposedLabels(bound, labels), value);
  }
  const histogram = new Histogram({ ...options, buckets: [...bound.buckets] });
  return (labels: Record<string, string>, value: number) =>
    histogram.observe(exposedLabels(bound, labels), value);
}

/** Lines of a family that prom-client has as well: series at 0 that ours begins with are no business of the renderer. */
function common(page: string, other: string): string[] {
  const names = new Set(other.split('\n').map((line) => line.replace(/ \S+$/, '')));
  return page.split('\n').filter((line) => line.startsWith('#') || names.has(line.replace(/ \S+$/, '')));
}

/** The preset without what only the registry does: sums over labels, several families, states as numbers. */
function plain(preset: Preset): Map<MetricId, BoundMetric> {
  const own = [...bind(preset).values()].filter(
    ({ spec, asNumber, labels, id }) =>
      spec.source === 'gatewatch' &&
      id !== 'self.cardinality.overflow' &&
      asNumber === undefined &&
      Object.keys(labels).length === Object.keys(spec.labels).length,
  );
  return new Map(own.map((bound) => [bound.id, { ...bound, alsoAs: [] }]));
}

test.each(Object.values(presets).map((preset) => [preset.name, preset] as const))(
  'preset %s: sample for sample what prom-client writes',
  async (_name, preset) => {
    const { ours, theirs } = await both(plain(preset));
    const lines = theirs.split('\n');
    expect(lines.length).toBeGreaterThan(SAMPLES / 2);
    expect(common(ours, theirs).sort()).toEqual(lines.sort());
  },
);

test('byte for byte, where both know the same series', async () => {
  const only = plain({ ...defaultPreset, packs: ['http'] });
  only.delete('http.requests.in_flight');
  const { ours, theirs } = await both(only);
  expect(ours).toBe(theirs);
});
