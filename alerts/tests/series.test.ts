import { bind } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
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

  it('refuse phases of different lengths', () => {
    const s = seriesBuilder(bind(defaultPreset));
    const labels = { method: 'GET', route: '/', status_code: '200' } as const;
    expect(() => s.histogram('http.request.duration', labels, ORDERS, { 1: [[2, 1]], 2: [[3, 1]] })).toThrow(
      'same lengths',
    );
  });
});
