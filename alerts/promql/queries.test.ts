import { bind } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { always, binary, ratio } from './expression';
import { queries } from './queries';

const q = queries(bind(defaultPreset));

describe('queries', () => {
  it('sums a rate by exposed label names', () => {
    expect(
      q.rate('http.requests', { where: { outcome: 'server_error' }, by: ['route'], window: '5m' }).text,
    ).toBe('sum by (http_route) (rate(http_server_requests_total{outcome="server_error"}[5m]))');
  });

  it('takes the buckets of a histogram for a quantile and its count for a rate', () => {
    expect(q.quantile(0.95, 'http.request.duration', { by: ['service'], window: '5m' }).text).toBe(
      'histogram_quantile(0.95, sum by (le, service) (rate(http_server_request_duration_seconds_bucket[5m])))',
    );
    expect(q.rate('http.request.duration', { window: '1m' }).text).toBe(
      'sum (rate(http_server_request_duration_seconds_count[1m]))',
    );
  });

  it('takes the buckets as they are for a heatmap, and the count to list label values', () => {
    expect(q.buckets('http.request.duration', { by: ['service'], window: '5m' })).toMatchObject({
      text: 'sum by (le, service) (rate(http_server_request_duration_seconds_bucket[5m]))',
      labels: ['le', 'service'],
    });
    expect(q.presence('http.request.duration', { route: '/x' }).text).toBe(
      'http_server_request_duration_seconds_count{http_route="/x"}',
    );
    expect(q.presence('http.requests').text).toBe(q.series('http.requests').text);
  });

  it('takes the sum of a histogram for the time that its observations add up to', () => {
    expect(q.rateOfSum('runtime.gc.duration', { by: ['kind'], window: '5m' }).text).toBe(
      'sum by (kind) (rate(nodejs_gc_duration_seconds_sum[5m]))',
    );
  });

  it('uses the names that a preset binds', () => {
    const gatewayz = bind({
      ...defaultPreset,
      name: 'x',
      metrics: { 'http.requests': { name: 'http_requests_total', labels: { route: 'endpoint' } } },
    });
    expect(queries(gatewayz).increase('http.requests', { by: ['route'], window: '1h' }).text).toBe(
      'sum by (endpoint) (increase(http_requests_total[1h]))',
    );
  });

  it('escapes values and joins alternatives', () => {
    const text = q.series('http.requests', { route: 'a"b', status_code: { oneOf: ['500', '5.3'] } }).text;
    expect(text).toBe(
      String.raw`http_server_requests_total{http_route="a\"b",http_response_status_code=~"500|5\\.3"}`,
    );
  });

  it('records which metric and labels it reads', () => {
    const rate = q.rate('http.requests', { where: { method: 'GET' }, by: ['route'], window: '5m' });
    expect(rate.uses).toEqual([{ id: 'http.requests', labels: ['http_request_method', 'http_route'] }]);
  });

  it('puts operations, not calls, in parentheses', () => {
    const a = q.rate('http.requests', { window: '5m' });
    expect(binary(a, '/', a).text).toBe(`${a.text} / ${a.text}`);
    expect(binary(binary(a, '/', a), '>', 0.05).text).toBe(`(${a.text} / ${a.text}) > 0.05`);
  });

  it('names the label that a metric lacks', () => {
    expect(() => q.series('http.requests', { nope: 'x' } as never)).toThrow(
      'metric "http.requests" has no label "nope"; it has: method, route, status_code, outcome, job, instance, service, environment',
    );
  });

  it('counts the observations above a bucket bound, as any Prometheus spells the bound', () => {
    const selection = { by: ['service'], window: '5m' } as const;
    expect(q.increaseAbove(1, 'http.request.duration', selection).text).toBe(
      String.raw`sum by (service) (increase(http_server_request_duration_seconds_count[5m])) - sum by (service) (increase(http_server_request_duration_seconds_bucket{le=~"1|1\\.0"}[5m]))`,
    );
    expect(q.increaseAbove(0.5, 'http.request.duration', selection).text).toContain('{le="0.5"}');
    expect(() => q.increaseAbove(0.6, 'http.request.duration', selection)).toThrow(
      '0.6 is not a bucket bound of "http.request.duration"',
    );
  });

  it('counts changes of a gauge, and tells that a series is missing', () => {
    expect(q.changes('process.start_time', { by: ['instance'], window: '15m' }).text).toBe(
      'max by (instance) (changes(process_start_time_seconds[15m]))',
    );
    const absent = q.absent('prometheus.up', { job: 'gateway', service: { not: 'x' } });
    expect(absent.text).toBe('absent(up{job="gateway",service!="x"})');
    expect(absent.labels).toEqual(['job']);
  });

  it('shows a part without series as 0 of the whole', () => {
    const whole = q.rate('http.requests', { by: ['service'], window: '5m' });
    const part = q.rate('http.requests', {
      by: ['service'],
      where: { outcome: 'server_error' },
      window: '5m',
    });
    expect(ratio(part, whole).text).toBe(`(${part.text} or (${whole.text} * 0)) / ${whole.text}`);
  });

  it('knows the labels of a result', () => {
    const by = q.quantile(0.5, 'http.request.duration', { by: ['service', 'route'], window: '5m' });
    expect(by.labels).toEqual(['service', 'http_route']);
    expect(binary(by, '>', 1).labels).toEqual(by.labels);
    expect(q.series('export.queued').labels).toEqual(['signal', 'job', 'instance', 'service', 'environment']);
    expect(always()).toEqual({ text: 'vector(1)', uses: [], labels: [] });
  });

  it('takes a number on the left', () => {
    expect(binary(1, '-', q.aggregate('max', 'self.degraded')).text).toBe('1 - max (gatewatch_degraded)');
  });

  it('refuses to join sides that could never match', () => {
    const a = q.rate('http.requests', { by: ['service', 'route'], window: '5m' });
    const b = q.rate('http.requests', { by: ['service'], window: '5m' });
    expect(() => binary(a, '/', b)).toThrow(
      'the left side has the labels (service, http_route), the right side (service), so nothing would match',
    );
  });
});
