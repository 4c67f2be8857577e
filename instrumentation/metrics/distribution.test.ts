import { HistogramFamily } from './family';
import { distributionOf, quantile } from './distribution';

const family = (values: readonly number[]) => {
  const made = new HistogramFamily([0.1, 0.5, 1], { name: 'h', help: '', labelNames: ['route'] });
  for (const [index, value] of values.entries()) made.samples.of({ route: `/${index % 2}` }).observe(value);
  return distributionOf(made);
};

test('series add up', () => {
  expect(family([0.05, 0.2, 0.3, 0.7, 9])).toEqual({ bounds: [0.1, 0.5, 1], counts: [1, 2, 1, 1] });
});

// By hand, with the interpolation that the Prometheus documentation describes for histogram_quantile.
test.each([
  [0.5, 0.3],
  [0.75, 0.5],
  [1, 1],
  [0.125, 0.05],
])('the quantile %d is interpolated', (share, value) => {
  expect(quantile(family([0.05, 0.2, 0.3, 0.7]), share)).toBeCloseTo(value, 10);
});

test('beyond the last bound there is nothing to interpolate, and without observations there is no quantile', () => {
  expect(quantile(family([9, 9, 9]), 0.5)).toBe(1);
  expect(quantile(family([]), 0.5)).toBeNull();
});
