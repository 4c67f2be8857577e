import { bind } from '../contract';
import { defaultPreset } from '../presets/default';
import { MetricsRegistry } from '../metrics/registry';
import { Aggregate, folded } from './aggregate';
import { gaugeValues, Increments } from './increments';

const binding = bind(defaultPreset);
const ok = { method: 'GET', route: '/a', status_code: '200', outcome: 'ok' } as const;

/** A process whose registry is told to an aggregate. */
function process(aggregate: Aggregate) {
  const registry = new MetricsRegistry(binding);
  const increments = new Increments();
  return {
    registry,
    tell: () => aggregate.add(increments.since(registry.families)),
    gauges: () => gaugeValues(registry.families),
  };
}

function setUp() {
  const overflows: string[] = [];
  const aggregate = new Aggregate(binding, (family) => overflows.push(family));
  const samples = (name: string) => {
    const family = aggregate.families.find((one) => one.name === name);
    if (family === undefined) throw new Error(`no family ${name}`);
    return [...family.samples.all];
  };
  return { aggregate, samples, overflows };
}

it('adds up what processes count, each increment once', () => {
  const { aggregate, samples } = setUp();
  const [first, second] = [process(aggregate), process(aggregate)];
  first.registry.counter('http.requests').inc(ok, 3);
  second.registry.counter('http.requests').inc(ok, 4);
  const duration = { method: 'GET', route: '/a', status_code: '200' } as const;
  first.registry.histogram('http.request.duration').observe(duration, 0.25, 'a'.repeat(32));
  second.registry.histogram('http.request.duration').observe(duration, 0.25);
  second.registry.histogram('http.request.duration').observe(duration, 99);
  for (let round = 0; round < 3; round++) for (const { tell } of [first, second]) tell();
  expect(samples('http_server_requests_total')).toMatchObject([{ value: 7 }]);
  const [histogram] = samples('http_server_request_duration_seconds');
  expect(histogram).toMatchObject({ sum: 99.5 });
  expect((histogram as { exemplars: unknown[] }).exemplars).toContainEqual(
    expect.objectContaining({ value: 0.25, labels: `trace_id="${'a'.repeat(32)}"` }),
  );
  expect((histogram as { counts: number[] }).counts.filter((count) => count > 0)).toEqual([2, 1]);
});

it('tells a series while it is 0, so that its first increase shows', () => {
  const { aggregate, samples } = setUp();
  process(aggregate).tell();
  expect(samples('gatewatch_internal_errors_total').length).toBeGreaterThan(5);
  expect(
    samples('gatewatch_internal_errors_total').every((sample) => 'value' in sample && sample.value === 0),
  ).toBe(true);
});

it('merges gauges by their rule, and forgets those of processes that have ended', () => {
  const { aggregate, samples } = setUp();
  const [first, second] = [process(aggregate), process(aggregate)];
  for (const [{ registry }, by] of [
    [first, 2],
    [second, 5],
  ] as const) {
    registry.gauge('http.requests.in_flight').set({ method: 'GET' }, by);
    registry.gauge('self.degraded').set({}, by);
    registry.gauge('runtime.heap.used').set({}, by);
  }
  const both = [
    { slot: '1', values: first.gauges() },
    { slot: '2', values: second.gauges() },
  ];
  const value = (name: string) => samples(name).map((sample) => ({ ...sample }));
  aggregate.setGauges(both);
  expect(value('http_server_active_requests')).toContainEqual({
    labels: 'http_request_method="GET"',
    value: 7,
  });
  expect(value('gatewatch_degraded')).toEqual([{ labels: '', value: 5 }]);
  expect(value('nodejs_heap_size_used_bytes')).toEqual([
    { labels: 'worker="1"', value: 2 },
    { labels: 'worker="2"', value: 5 },
  ]);
  aggregate.setGauges(both.slice(1));
  expect(value('http_server_active_requests')).toContainEqual({
    labels: 'http_request_method="GET"',
    value: 5,
  });
  expect(value('nodejs_heap_size_used_bytes')).toEqual([{ labels: 'worker="2"', value: 5 }]);
});

it('keeps to the budget of each metric however many values the processes meet together, and says so', () => {
  const { aggregate, samples, overflows } = setUp();
  for (let n = 0; n < 20; n++) {
    const { registry, tell } = process(aggregate);
    for (let route = 0; route < 150; route++) {
      registry.counter('http.requests').inc({ ...ok, route: `/${n}/${route}` });
    }
    tell();
  }
  const series = samples('http_server_requests_total') as { labels: string; value: number }[];
  const budget = binding.get('http.requests')?.seriesBudget ?? 0;
  expect(series.length).toBe(budget + 1);
  expect(series.reduce((sum, { value }) => sum + value, 0)).toBe(3000);
  expect(series.find(({ labels }) => labels.includes('http_route="other"'))?.value).toBe(3000 - budget);
  expect(new Set(overflows)).toEqual(new Set(['http_server_requests_total']));
});

it('is copied with its gauges as they are', () => {
  const { aggregate, samples } = setUp();
  const { registry, gauges } = process(aggregate);
  registry.gauge('runtime.heap.used').set({}, 3);
  aggregate.setGauges([{ slot: '2', values: gauges() }]);
  const copy = setUp();
  copy.aggregate.copyGauges(gaugeValues(aggregate.families));
  expect(copy.samples('nodejs_heap_size_used_bytes')).toEqual(samples('nodejs_heap_size_used_bytes'));
  expect(copy.samples('nodejs_heap_size_used_bytes')).toMatchObject([{ labels: 'worker="2"', value: 3 }]);
});

it('leaves out what fits no family', () => {
  const { aggregate, samples } = setUp();
  aggregate.add([
    ['no_such_total', '', 1],
    ['http_server_requests_total', 'a="b"', -1],
    ['http_server_request_duration_seconds', 'a="b"', 1, [1, 2], []],
    ['http_server_requests_total', 'a="b"', 1, [1], []],
  ]);
  expect(samples('http_server_requests_total')).toEqual([]);
  expect(samples('http_server_request_duration_seconds')).toEqual([]);
});

test('a label text is folded whatever its values hold', () => {
  expect(folded('a="x\\"y,b=\\"z",b="1",c="2"', ['a', 'c'])).toBe('a="other",b="1",c="other"');
});
