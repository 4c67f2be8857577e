import { type FieldConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import { reduce } from '../values/reduce';
import { colorOf } from '../values/palette';
import { shown } from '../values/shown';
import { calcOf, type ChartInput } from './input';
import { renderChart } from './render';

/** A dial for each series between the ends of its scale, with its limits on the rim. */
export function gaugeChart({ panel, fields, size }: ChartInput): string {
  const dials = fields.flatMap(({ name, points, config }) => {
    const value = reduce(points, calcOf(panel));
    return value === undefined ? [] : [{ name, value, config }];
  });
  const each = 1 / Math.max(dials.length, 1);
  const radius = Math.min(size.height * 0.55, (size.width * each) / 2 - 8);
  return renderChart(
    {
      series: dials.map(({ name, value, config }, index) => {
        const { min = 0, max = 100 } = config;
        const { text, color } = shown(value, config);
        const inside = Math.min(Math.max(Number.isNaN(value) ? min : value, min), max);
        return {
          type: 'gauge' as const,
          min,
          max,
          radius: Math.max(radius, 20),
          center: [`${(index + 0.5) * each * 100}%`, '62%'],
          startAngle: 200,
          endAngle: -20,
          axisLine: { lineStyle: { width: 6, color: rim(config, min, max) } },
          progress: { show: true, width: 14, itemStyle: { color } },
          axisTick: { show: false },
          splitLine: { show: false },
          axisLabel: { show: false },
          pointer: { show: false },
          title: { fontSize: 11, offsetCenter: [0, '42%'] },
          detail: { formatter: text, color, fontSize: 18, offsetCenter: [0, 0] },
          data: [{ value: inside, name }],
        };
      }),
    },
    size,
  );
}

/** The colours of the rim, each up to a share of the scale. */
function rim({ thresholds }: FieldConfig, min: number, max: number): [number, string][] {
  const steps = thresholds?.steps ?? [];
  return steps.map(({ color }, index) => {
    const until = steps[index + 1]?.value ?? max;
    return [Math.min(Math.max((until - min) / (max - min), 0), 1), colorOf(color)];
  });
}
