import { bucketRows } from './heatmap';

it('each bucket has what fell into it, not what lies below its bound', () => {
  const bucket = (le: string, count: number) => ({
    labels: { le },
    name: le,
    refId: 'A',
    config: {},
    points: [[0, count]] as const,
  });
  const rows = bucketRows([bucket('+Inf', 10), bucket('0.5', 4), bucket('1', 9)]);
  expect(rows.map(({ bound, counts }) => [bound, counts.get(0)])).toEqual([
    [0.5, 4],
    [1, 5],
    [Infinity, 1],
  ]);
});
