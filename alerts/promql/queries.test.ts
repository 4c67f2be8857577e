import { bind } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { binary } from './expression';
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
});
