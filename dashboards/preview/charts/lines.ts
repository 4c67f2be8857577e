import { type FieldConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import { type EChartsOption } from 'echarts';
import { type Point } from '../../query/answer';
import { type Field } from '../fields/field';
import { colorByName, colorOf } from '../values/palette';
import { formatValue } from '../values/units';
import { type ChartInput, legendHeight, legendOf, timeAxis } from './input';
import { renderChart } from './render';

interface Custom {
  readonly drawStyle?: string;
  readonly fillOpacity?: number;
  readonly lineWidth?: number;
  readonly stacking?: { readonly mode?: string };
  readonly thresholdsStyle?: { readonly mode?: string };
}

const EXEMPLAR = '#7a3fb5';

/** Values over time: lines, areas or bars, with exemplars as points, limits and events as dashed lines. */
export function lineChart({ panel, fields, exemplars, marks, range, size }: ChartInput): string {
  const defaults = panel.fieldConfig?.defaults ?? {};
  const custom = (defaults.custom ?? {}) as Custom;
  const isStacked = (custom.stacking?.mode ?? 'none') !== 'none';
  const names = fields.map(({ name }) => name);
  const times = [...new Set(fields.flatMap(({ points }) => points.map(([at]) => at)))].sort((a, b) => a - b);
  const top = Math.max(
    0,
    ...fields.flatMap(({ points }) => points.map(([, value]) => value)).filter(Number.isFinite),
  );
  const option: EChartsOption = {
    grid: { left: 62, right: 14, top: 12, bottom: legendHeight(names, size.width) + 22 },
    legend: legendOf(names),
    xAxis: timeAxis(range),
    yAxis: valueAxis(defaults),
    series: [
      ...fields.map((field) =>
        oneLine(field, isStacked ? filled(field.points, times) : field.points, custom),
      ),
      ...exemplarPoints(exemplars),
      ...markLines(marks, limits(defaults, custom, top)),
    ],
  };
  return renderChart(option, size);
}

function valueAxis({ min, max, unit, decimals }: FieldConfig): object {
  return {
    type: 'value' as const,
    // A flat line at 0 still gets an axis that one can read.
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    splitNumber: 4,
    axisLabel: { fontSize: 10, formatter: (value: number) => formatValue(value, unit, decimals) },
  };
}

function oneLine({ name, points: ofField }: Field, data: readonly Point[], custom: Custom) {
  const color = colorByName(name);
  const isStacked = (custom.stacking?.mode ?? 'none') !== 'none';
  const common = {
    name,
    data: data.map(([at, value]) => [at, Number.isFinite(value) ? value : '-']),
    ...(isStacked ? { stack: 'all' } : {}),
    itemStyle: { color },
  };
  if (custom.drawStyle === 'bars') return { type: 'bar' as const, ...common, barMaxWidth: 8 };
  return {
    type: 'line' as const,
    ...common,
    // A single point has no line.
    showSymbol: ofField.length === 1,
    symbolSize: 4,
    lineStyle: { width: Math.max(custom.lineWidth ?? 1, 1) + 0.5, color },
    areaStyle: { opacity: (custom.fillOpacity ?? 0) / 100, color },
  };
}

/** Stacked series need a value at every time at which one of them has one. */
function filled(points_: readonly Point[], times: readonly number[]): readonly Point[] {
  const values = new Map(points_);
  return times.map((at) => [at, values.get(at) ?? 0] as const);
}

/** More points than these hide the lines; the slowest are those that one clicks. */
const MOST_EXEMPLARS = 60;

function exemplarPoints(exemplars: ChartInput['exemplars']) {
  if (exemplars.length === 0) return [];
  const slowest = [...exemplars].sort((a, b) => b.value - a.value).slice(0, MOST_EXEMPLARS);
  return [
    {
      type: 'scatter' as const,
      data: slowest.map(({ at, value }) => [at, value]),
      symbolSize: 5,
      symbol: 'diamond',
      itemStyle: { color: EXEMPLAR },
    },
  ];
}

interface DrawnLimit {
  readonly yAxis: number;
  readonly color: string;
}

/** Limits within sight: a line far above everything would press the values to the ground. */
function limits({ thresholds, max }: FieldConfig, { thresholdsStyle }: Custom, top: number): DrawnLimit[] {
  if ((thresholdsStyle?.mode ?? 'off') === 'off') return [];
  return (thresholds?.steps ?? []).flatMap(({ value, color }) =>
    value === null || value === undefined || (max === undefined && value > Math.max(top * 3, 1e-9))
      ? []
      : [{ yAxis: value, color: colorOf(color) }],
  );
}

function markLines(marks: ChartInput['marks'], drawn: readonly DrawnLimit[]) {
  if (marks.length === 0 && drawn.length === 0) return [];
  const line = (color: string) => ({
    lineStyle: { color, type: 'dashed' as const, width: 1 },
    label: { show: false },
  });
  const data = [
    ...drawn.map(({ yAxis, color }) => ({ yAxis, ...line(color) })),
    ...marks.map(({ at, color }) => ({ xAxis: at, ...line(color) })),
  ];
  return [{ type: 'line' as const, data: [], markLine: { symbol: 'none', silent: true, data } }];
}
