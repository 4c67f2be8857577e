import { type CustomSeriesRenderItemAPI } from 'echarts';
import { type Point } from '../../query/answer';
import { type Field } from '../fields/field';
import { shown } from '../values/shown';
import { type ChartInput, timeAxis } from './input';
import { renderChart } from './render';

/** A stretch of time in which a series had one state. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** A lane for each series, coloured by its state at each moment. */
export function statesChart({ fields, range, size }: ChartInput): string {
  const data = fields.flatMap((field, lane) =>
    stretches(field.points).map(({ from, to, value }) => {
      const { text, color } = shown(value, field.config);
      return { value: [lane, from, to], name: text, itemStyle: { color } };
    }),
  );
  const longest = Math.max(0, ...fields.map(({ name }) => name.length));
  return renderChart(
    {
      grid: { left: Math.min(16 + longest * 6, size.width / 3), right: 14, top: 8, bottom: 26 },
      xAxis: timeAxis(range),
      yAxis: {
        type: 'category',
        inverse: true,
        data: fields.map(({ name }: Field) => name),
        axisLabel: { fontSize: 10, width: size.width / 3 - 16, overflow: 'truncate' },
      },
      series: [
        {
          type: 'custom',
          data,
          encode: { x: [1, 2], y: 0 },
          renderItem: (_, api) => lane(api),
        },
      ],
    },
    size,
  );
}

function lane(api: CustomSeriesRenderItemAPI) {
  const [x, y] = api.coord([api.value(1), api.value(0)]) as [number, number];
  const [end] = api.coord([api.value(2), api.value(0)]) as [number, number];
  const [, height] = api.size!([0, 1]) as [number, number];
  return {
    type: 'rect' as const,
    shape: { x, y: y - height * 0.4, width: Math.max(end - x, 1), height: height * 0.8 },
    style: { fill: api.visual('color') as string },
  };
}

/** Neighbouring points of the same value become one stretch; it ends where the next begins, or at its last point. */
export function stretches(points: readonly Point[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const [at, value] of points) {
    const last = found.at(-1);
    if (last !== undefined) found[found.length - 1] = { ...last, to: at };
    if (last === undefined || !Object.is(last.value, value)) found.push({ from: at, to: at, value });
  }
  return found;
}
