import { type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Exemplar } from '../../query/answer';
import { type TimeRange } from '../../query/range';
import { type Size } from '../drawing';
import { type Field } from '../fields/field';

/** An event that the board draws over its panels. */
export interface Mark {
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly text: string;
  /** CSS colour. */
  readonly color: string;
}

/** What a chart is made of. */
export interface ChartInput {
  readonly panel: Panel;
  readonly fields: readonly Field[];
  readonly exemplars: readonly Exemplar[];
  readonly marks: readonly Mark[];
  readonly range: TimeRange;
  readonly size: Size;
}

/** The options of the panel's visualization, as far as a chart looks at them. */
export function optionsOf(panel: Panel): Readonly<Record<string, unknown>> {
  return (panel.options ?? {}) as Readonly<Record<string, unknown>>;
}

/** The calculation that makes one number of each series. */
export function calcOf(panel: Panel): string | undefined {
  return (optionsOf(panel)['reduceOptions'] as { calcs?: string[] } | undefined)?.calcs?.[0];
}

/** More names than these would cover the chart; the page lists them all. */
const LEGEND_NAMES = 8;

/** The beginning of the names of the series, at the bottom. */
export function legendOf(names: readonly string[]): object {
  return {
    data: names.slice(0, LEGEND_NAMES),
    bottom: 0,
    left: 4,
    right: 4,
    itemWidth: 12,
    itemHeight: 6,
    itemGap: 10,
    textStyle: { fontSize: 10, overflow: 'truncate', width: 150 },
  };
}

/** Space for the legend: a line for about each third name. */
export function legendHeight(names: readonly string[], width: number): number {
  const shown = names.slice(0, LEGEND_NAMES).map((name) => Math.min(name.length * 6, 150) + 32);
  const lines = Math.ceil(shown.reduce((sum, each) => sum + each, 0) / Math.max(width - 8, 1));
  return Math.max(lines, 1) * 17 + 4;
}

/** The axis of time, over the whole range of the board. */
export function timeAxis({ from, to }: TimeRange): object {
  return {
    type: 'time' as const,
    min: from * 1000,
    max: to * 1000,
    splitNumber: 5,
    axisLabel: { fontSize: 10, hideOverlap: true },
    splitLine: { show: false },
  };
}
