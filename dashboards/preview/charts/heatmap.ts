import { type Field } from '../fields/field';
import { formatValue } from '../values/units';
import { type ChartInput } from './input';
import { renderChart } from './render';

/** From light to dark. */
const SCHEME = ['#fff5eb', '#fdd0a2', '#fd8d3c', '#d94801', '#7f2704'];

/** Buckets of a histogram over time: each row a bucket, darker where more observations fell into it. */
export function heatmapChart({ panel, fields, size }: ChartInput): string {
  const unit =
    (panel.options as { yAxis?: { unit?: string } } | undefined)?.yAxis?.unit ??
    panel.fieldConfig?.defaults.unit;
  const rows = bucketRows(fields);
  const times = [...new Set(rows.flatMap(({ counts }) => [...counts.keys()]))].sort((a, b) => a - b);
  const data = rows.flatMap(({ counts }, y) =>
    times.flatMap((at, x) => {
      const count = counts.get(at) ?? 0;
      return count > 0 ? [[x, y, count]] : [];
    }),
  );
  const most = Math.max(1e-12, ...data.map(([, , count]) => count!));
  return renderChart(
    {
      grid: { left: 62, right: 14, top: 12, bottom: 26 },
      xAxis: {
        type: 'category',
        data: times.map((at) => new Date(at).toISOString().slice(11, 19)),
        axisLabel: { fontSize: 10, hideOverlap: true },
      },
      yAxis: {
        type: 'category',
        data: rows.map(({ bound }) => (Number.isFinite(bound) ? formatValue(bound, unit) : '∞')),
        axisLabel: { fontSize: 10, hideOverlap: true },
      },
      // The scale is that of a square root: few observations in the tail are what one looks for.
      visualMap: { show: false, min: 0, max: Math.sqrt(most), inRange: { color: SCHEME }, dimension: 2 },
      series: [
        {
          type: 'heatmap',
          data: data.map(([x, y, count]) => [x!, y!, Math.sqrt(count!)]),
          itemStyle: { borderWidth: 0.5, borderColor: '#ffffff' },
        },
      ],
    },
    size,
  );
}

interface BucketRow {
  readonly bound: number;
  readonly counts: ReadonlyMap<number, number>;
}

/** Prometheus' buckets hold all that is below their bound: each less the one below it is what fell into it. */
export function bucketRows(fields: readonly Field[]): readonly BucketRow[] {
  const sorted = fields
    .map(({ labels, name, points }) => ({ bound: boundOf(labels['le'] ?? name), counts: new Map(points) }))
    .filter(({ bound }) => !Number.isNaN(bound))
    .sort((a, b) => a.bound - b.bound);
  return sorted.map(({ bound, counts }, index) => {
    const below = sorted[index - 1]?.counts;
    const own = [...counts].map(([at, count]) => [at, Math.max(count - (below?.get(at) ?? 0), 0)] as const);
    return { bound, counts: new Map(own) };
  });
}

function boundOf(le: string): number {
  return le === '+Inf' ? Infinity : Number(le);
}
