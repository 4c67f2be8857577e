import { bind } from '../../contract';
import { bytes, integer, messages, readFields, text } from '../../export/protobuf';
import { defaultPreset } from '../../presets/default';
import { MetricsRegistry } from '../registry';
import { labelsOf } from './encode';
import { requests } from './requests';

const origin = { resource: { 'service.name': 'orders', 'process.pid': 7 }, scope: 'gatewatch', version: '1' };
const interval = { startMs: 1_000, endMs: 61_000 };
const ok = { method: 'GET', route: '/a "b"\n', status_code: '200', outcome: 'ok' } as const;

/** The metrics of all requests by name, as fields of the wire. */
function metricsOf(registry: MetricsRegistry) {
  const all = [...requests(registry.families, origin, interval)].flatMap((request) =>
    messages(readFields(Buffer.from(request)), 1).flatMap((resource) =>
      messages(resource, 2).flatMap((scope) => messages(scope, 2)),
    ),
  );
  return {
    all,
    get: (name: string) => {
      const metric = all.find((one) => text(one, 1) === name);
      if (metric === undefined) throw new Error(`no metric ${name}`);
      return metric;
    },
  };
}

const doubleAt = (fields: ReturnType<typeof readFields>, number: number): number => {
  const value = fields.find((field) => field.number === number)?.value;
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(value as bigint);
  return buffer.readDoubleLE();
};

it('tells counters as cumulative monotonic sums since the start of the process', () => {
  const registry = new MetricsRegistry(bind(defaultPreset));
  registry.counter('http.requests').inc(ok, 3);
  const [sum] = messages(metricsOf(registry).get('http_server_requests_total'), 7);
  expect([integer(sum ?? [], 2), integer(sum ?? [], 3)]).toEqual([2, 1]);
  const [point] = messages(sum ?? [], 1);
  expect(doubleAt(point ?? [], 4)).toBe(3);
  expect([integer(point ?? [], 2), integer(point ?? [], 3)]).toEqual([1e9, 61e9]);
  const labels = messages(point ?? [], 7).map((pair) => [text(pair, 1), text(messages(pair, 2)[0] ?? [], 1)]);
  expect(Object.fromEntries(labels)).toEqual({
    http_request_method: 'GET',
    http_route: '/a "b"\n',
    http_response_status_code: '200',
    outcome: 'ok',
  });
});

it('tells histograms with their buckets and exemplars, and gauges', () => {
  const registry = new MetricsRegistry(bind(defaultPreset));
  const labels = { method: 'GET', route: '/a', status_code: '200' } as const;
  registry.histogram('http.request.duration').observe(labels, 0.006, 'ab'.repeat(16));
  registry.histogram('http.request.duration').observe(labels, 99);
  registry.gauge('self.degraded').set({}, 1);
  const metrics = metricsOf(registry);
  const [histogram] = messages(metrics.get('http_server_request_duration_seconds'), 9);
  const [point] = messages(histogram ?? [], 1);
  expect(integer(point ?? [], 4)).toBe(2);
  expect(doubleAt(point ?? [], 5)).toBeCloseTo(99.006);
  const counts = bytes(point ?? [], 6)[0] ?? Buffer.alloc(0);
  expect(Array.from({ length: counts.length / 8 }, (_, n) => Number(counts.readBigUInt64LE(n * 8)))).toEqual([
    0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
  ]);
  const [exemplar] = messages(point ?? [], 8);
  expect(bytes(exemplar ?? [], 5)[0]?.toString('hex')).toBe('ab'.repeat(16));
  expect(doubleAt(exemplar ?? [], 3)).toBe(0.006);
  const [gauge] = messages(metrics.get('gatewatch_degraded'), 5);
  expect(doubleAt(messages(gauge ?? [], 1)[0] ?? [], 4)).toBe(1);
});

it('cuts a large page into requests that a collector takes, and loses no series', () => {
  const registry = new MetricsRegistry(bind(defaultPreset));
  for (let n = 0; n < 200; n++) {
    for (const status_code of ['200', '404', '500'])
      registry.counter('http.requests').inc({ ...ok, route: `/${n}`, status_code });
    registry
      .histogram('http.request.duration')
      .observe({ method: 'GET', route: `/${n}`, status_code: '200' }, 1);
    registry.histogram('http.request.size').observe({ method: 'GET', route: `/${n}` }, 1);
    registry
      .histogram('http.client.request.duration')
      .observe({ method: 'GET', server_address: `h${n}`, status_code: '200' }, 1);
    for (let kind = 0; kind < 8; kind++)
      registry.counter('http.errors').inc({ method: 'GET', route: `/${n}`, error_type: `E${kind}` });
  }
  const made = [...requests(registry.families, origin, interval)];
  expect(made.length).toBeGreaterThan(1);
  for (const request of made) expect(request.length).toBeLessThan(4 * 1024 * 1024);
  const points = metricsOf(registry).all.flatMap((metric) =>
    [5, 7, 9].flatMap((kind) => messages(metric, kind).flatMap((data) => messages(data, 1))),
  );
  const series = registry.families.reduce((sum, { samples }) => sum + samples.count, 0);
  expect(points).toHaveLength(series);
});

test('labels come back from their text', () => {
  expect(labelsOf('a="x\\\\n\\n\\"y\\"",b="",c="1,d=\\"2\\""')).toEqual({
    a: 'x\\n\n"y"',
    b: '',
    c: '1,d="2"',
  });
});
