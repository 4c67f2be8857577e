import { reduce } from '../values/reduce';
import { colorByName } from '../values/palette';
import { shown } from '../values/shown';
import { calcOf, type ChartInput } from './input';
import { renderChart } from './render';

/** Parts of a whole, with value and share beside each name. */
export function pieChart({ panel, fields, size }: ChartInput): string {
  const parts = fields.flatMap(({ name, points, config }) => {
    const value = reduce(points, calcOf(panel));
    return value === undefined || !(value > 0) ? [] : [{ name, value, text: shown(value, config).text }];
  });
  const whole = parts.reduce((sum, { value }) => sum + value, 0);
  const label = new Map(
    parts.map(({ name, value, text }) => [name, `${name}  ${text}  ${Math.round((value / whole) * 100)}%`]),
  );
  return renderChart(
    {
      legend: {
        orient: 'vertical',
        right: 4,
        top: 'middle',
        itemWidth: 10,
        itemHeight: 8,
        formatter: (name: string) => label.get(name) ?? name,
        textStyle: { fontSize: 10, overflow: 'truncate', width: size.width * 0.45 },
      },
      series: [
        {
          type: 'pie',
          radius: ['45%', '75%'],
          center: ['24%', '50%'],
          label: { show: false },
          data: parts.map(({ name, value }) => ({ name, value, itemStyle: { color: colorByName(name) } })),
        },
      ],
    },
    size,
  );
}
