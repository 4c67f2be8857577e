import { bind, boundMetric } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { defaultPreset } from '../../instrumentation/presets/default';
import { bucketAtOrAbove } from './bucket';

const buckets = (...bounds: readonly number[]) =>
  boundMetric(
    bind({ ...defaultPreset, metrics: { 'http.request.duration': { buckets: bounds } } }),
    'http.request.duration',
  );

it.each([
  [0.5, 0.5],
  [0.6, 1.5],
  [1.5, 1.5],
  [0, 0.1],
])('of 0.1, 0.5 and 1.5, %d is held by the bound %d', (limit, bound) => {
  expect(bucketAtOrAbove(buckets(0.1, 0.5, 1.5), limit)).toBe(bound);
});

it('there is no bound beyond the largest', () => {
  expect(() => bucketAtOrAbove(buckets(0.1, 0.5), 0.6)).toThrow(
    'no bucket bound of "http.request.duration" is 0.6 or above; it has: 0.1, 0.5; add a larger bound',
  );
});

it.each(Object.entries(presets))('%s has one for a second', (_, preset) => {
  const metric = boundMetric(bind(preset), 'http.request.duration');
  expect(metric.buckets).toContain(bucketAtOrAbove(metric, 1));
});
