import { bind } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { gatewayz } from '../../instrumentation/presets/gatewayz';
import { ORDERS, seriesBuilder } from './series';
import { counter } from './values';

describe('test series', () => {
  it('have the names and labels that the preset binds', () => {
    const preset = {
      ...defaultPreset,
      metrics: { 'export.ended': { name: 'ended_total', labels: { signal: 'kind' } } },
    };
    const s = seriesBuilder(bind(preset));
    expect(s.series('export.ended', { signal: 'traces' }, ORDERS, counter([2, 1])).series).toBe(
      'ended_total{kind="traces",job="gateway",instance="10.0.0.1:9464",service="orders",environment="prod"}',
    );
    expect(s.exposed('export.ended', { signal: 'logs' })).toEqual({ kind: 'logs' });
  });

  it('count an observation in every bucket from its own on', () => {
    const preset = { ...defaultPreset, metrics: { 'http.request.duration': { buckets: [0.5, 1, 2] } } };
    const series = seriesBuilder(bind(preset)).histogram(
      'http.request.duration',
      { method: 'GET', route: '/', status_code: '200' },
      ORDERS,
      { 0.7: [[2, 3]], 5: [[2, 1]] },
    );
    const values = series.map(({ series: name, values: text }) => [
      /le="([^"]+)"/.exec(name)?.[1] ?? 'count',
      text,
    ]);
    expect(values).toEqual([
      ['0.5', '0+0x1'],
      ['1.0', '0+3x1'],
      ['2.0', '0+3x1'],
      ['+Inf', '0+4x1'],
      ['count', '0+4x1'],
    ]);
  });

  it('leave out labels that the preset omits, and stand for its first job', () => {
    const s = seriesBuilder(bind(gatewayz), ['api', 'data']);
    const labels = { method: 'GET', route: '/', status_code: '200', outcome: 'ok' } as const;
    expect(s.series('http.requests', labels, ORDERS, counter([2, 1])).series).toBe(
      'http_requests_total{method="GET",endpoint="/",status_code="200",job="api",instance="10.0.0.1:9464",service="orders",environment="prod"}',
    );
    expect(s.exposed('breaker.state', { state: 'half_open' })).toEqual({ state: 'HALF_OPEN' });
  });

  // The numbers are those that promtool computes.
  it.each([
    [{ 0.1: 94, 2: 6 }, 1.25],
    [{ 0.1: 1, 12: 20 }, 10],
    [{ 0.1: 900, 0.9: 49, 2: 51 }, 1.0294],
    [{ 2: 1 }, 2.425],
    [{ 0.1: 1746, 2: 154 }, 1.5747],
  ])('have the quantile that Prometheus computes: %j', (counts, seconds) => {
    const { quantile } = seriesBuilder(bind(defaultPreset));
    expect(quantile(0.95, 'http.request.duration', counts)).toBeCloseTo(seconds, 4);
  });

  it('refuse phases of different lengths', () => {
    const s = seriesBuilder(bind(defaultPreset));
    const labels = { method: 'GET', route: '/', status_code: '200' } as const;
    expect(() => s.histogram('http.request.duration', labels, ORDERS, { 1: [[2, 1]], 2: [[3, 1]] })).toThrow(
      'same lengths',
    );
  });
});
