import { reduce } from '../values/reduce';
import { colorByName } from '../values/palette';
import { shown } from '../values/shown';
import { calcOf, type ChartInput } from './input';
import { renderChart } from './render';

/** A bar for each series, below each other, with its number behind it. */
export function barsChart({ panel, fields, size }: ChartInput): string {
  const byName = panel.fieldConfig?.defaults.color?.mode !== 'thresholds';
  const bars = fields.flatMap(({ name, points, config }) => {
    const value = reduce(points, calcOf(panel));
    if (value === undefined) return [];
    const { text, color } = shown(value, config);
    return [{ name, value, text, color: byName ? colorByName(name) : color }];
  });
  const { min = 0, max } = panel.fieldConfig?.defaults ?? {};
  const longest = Math.max(0, ...bars.map(({ name }) => name.length));
  return renderChart(
    {
      grid: { left: Math.min(16 + longest * 6, size.width / 2.5), right: 80, top: 6, bottom: 6 },
      xAxis: { type: 'value', show: false, min, ...(max === undefined ? {} : { max }) },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(({ name }) => name),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { fontSize: 10, width: size.width / 2.5 - 16, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 18,
          data: bars.map(({ value, text, color }) => ({
            value: Number.isFinite(value) ? value : 0,
            itemStyle: { color },
            label: { show: true, position: 'right' as const, formatter: text, fontSize: 11 },
          })),
        },
      ],
    },
    size,
  );
}
