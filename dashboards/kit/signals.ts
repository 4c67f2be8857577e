import * as units from '@grafana/grafana-foundation-sdk/units';
import { type Expression } from '../../alerts/promql';
import {
  type Column,
  type Description,
  type LokiQuery,
  type PanelSpec,
  type PrometheusQuery,
  type TempoQuery,
} from './panel';

/** Shown where no series came back at all. */
export const METRIC_MISSING = 'metric missing: nothing exposes it, see Targets up';

const LINE_HEIGHT = 8;
const STAT_HEIGHT = 4;

/** What every factory is given; the rest follows from the signal. */
export type PanelInput<Q> = Pick<PanelSpec, 'id' | 'title' | 'width' | 'dataLinks'> & {
  readonly description: Description;
  readonly queries: Readonly<Record<string, Q>>;
} & Partial<Omit<PanelSpec, 'kind' | 'queries'>>;

type Metrics = PanelInput<PrometheusQuery>;

/** A range query; flags default to false. */
export function range(
  expression: Expression,
  legend: string,
  flags: { readonly quietWhenHealthy?: boolean } = {},
): PrometheusQuery {
  const quietWhenHealthy = flags.quietWhenHealthy ?? false;
  return { datasource: 'prometheus', expression, legend, mode: 'range', exemplar: false, quietWhenHealthy };
}

/** A query at the end of the board's range. */
export function instant(expression: Expression, legend = ''): PrometheusQuery {
  return { ...range(expression, legend), mode: 'instant' };
}

function lines(input: Metrics, defaults: Partial<PanelSpec> & Pick<PanelSpec, 'unit'>): PanelSpec {
  return { kind: 'timeseries', height: LINE_HEIGHT, missing: METRIC_MISSING, min: 0, ...defaults, ...input };
}

/** Events a second; another unit (`eps`, say) may be given. 0 is "no events". */
export function rate(input: Metrics): PanelSpec {
  return lines(input, { unit: units.RequestsPerSecond });
}

/** A share of events, 0..1, drawn in percent. NaN is "no events". */
export function share(input: Metrics): PanelSpec {
  return lines(input, { unit: units.PercentUnit, max: 1, idle: 'no events in range' });
}

/**
 * Seconds that a request took. Exemplars let a slow point lead to its trace; only the last query asks for them, as
 * every quantile of a histogram has the same ones. NaN is "no events".
 */
export function duration(input: Metrics): PanelSpec {
  const last = Object.keys(input.queries).at(-1);
  const queries = Object.entries(input.queries).map(
    ([refId, query]) => [refId, { ...query, exemplar: refId === last }] as const,
  );
  return lines(
    { ...input, queries: Object.fromEntries(queries) },
    { unit: units.Seconds, idle: 'no events in range' },
  );
}

/** A level: queue, memory, lag, utilisation. */
export function level(input: Metrics & Pick<PanelSpec, 'unit'>): PanelSpec {
  return lines(input, { unit: input.unit });
}

/** Events that are rare enough to be counted one by one: bars, each the number since the one before. */
export function counts(input: Metrics): PanelSpec {
  return lines(input, { unit: units.Short, bars: true, stacked: true });
}

/** Observations of a histogram by bucket over time; its query is `q.buckets`. Exemplars lead to traces. */
export function heatmap(input: Metrics & Pick<PanelSpec, 'unit'>): PanelSpec {
  const queries = Object.entries(input.queries).map(
    ([refId, query]) => [refId, { ...query, exemplar: true }] as const,
  );
  return {
    kind: 'heatmap',
    height: LINE_HEIGHT,
    missing: METRIC_MISSING,
    ...input,
    queries: Object.fromEntries(queries),
  };
}

/** The state of each series over time; `valueTexts` says what the numbers mean. */
export function states(input: Metrics & Required<Pick<PanelSpec, 'valueTexts'>>): PanelSpec {
  return { kind: 'states', height: LINE_HEIGHT, missing: METRIC_MISSING, unit: units.NoUnit, ...input };
}

/** A bar for each series at the end of the range, e.g. the `top` of something. */
export function bars(input: Metrics & Pick<PanelSpec, 'unit'>): PanelSpec {
  return { kind: 'bars', height: LINE_HEIGHT, missing: METRIC_MISSING, min: 0, ...input };
}

/** Parts of a whole at the end of the range. */
export function pie(input: Metrics & Pick<PanelSpec, 'unit'>): PanelSpec {
  return { kind: 'pie', height: LINE_HEIGHT, missing: METRIC_MISSING, ...input };
}

/** Below this share of the error budget its dial is yellow; at 0 it is red. */
const BUDGET_WARNING = 0.25;

/** What is left of an error budget, a share 0..1, as a dial. */
export function budget(input: Metrics): PanelSpec {
  return {
    kind: 'gauge',
    height: LINE_HEIGHT,
    missing: METRIC_MISSING,
    unit: units.PercentUnit,
    min: 0,
    max: 1,
    idle: 'no events in range',
    threshold: { value: 0, bad: 'below', warning: BUDGET_WARNING },
    ...input,
  };
}

/** A list of the boards that carry all of `boardTags`. */
export function boardList(
  input: Pick<PanelSpec, 'id' | 'title' | 'description' | 'width' | 'height' | 'boardTags'>,
): PanelSpec {
  return {
    kind: 'boards',
    unit: units.NoUnit,
    missing: 'no such boards',
    queries: {},
    dataLinks: [],
    ...input,
  };
}

/** One number, coloured by its threshold. */
export function stat(input: Metrics & Pick<PanelSpec, 'unit'>): PanelSpec {
  return { kind: 'stat', height: STAT_HEIGHT, missing: METRIC_MISSING, ...input };
}

/** A table with a row for each value of `joinBy` (or of its only query's labels). */
export function table(input: Metrics & { readonly columns: readonly Column[] }): PanelSpec {
  return { kind: 'table', height: LINE_HEIGHT, missing: METRIC_MISSING, unit: units.NoUnit, ...input };
}

/** Log lines, newest first. */
export function logs(input: PanelInput<LokiQuery>): PanelSpec {
  return {
    kind: 'logs',
    height: LINE_HEIGHT,
    missing: 'no log lines in range',
    unit: units.NoUnit,
    ...input,
  };
}

/** Log lines counted over time. */
export function logVolume(input: PanelInput<LokiQuery>): PanelSpec {
  return {
    kind: 'timeseries',
    height: LINE_HEIGHT,
    missing: 'no log lines in range',
    unit: units.Short,
    min: 0,
    stacked: true,
    ...input,
  };
}

/** Traces that a search finds. */
export function traces(input: PanelInput<TempoQuery>): PanelSpec {
  return {
    kind: 'traces',
    height: LINE_HEIGHT,
    missing: 'no such traces in range',
    unit: units.NoUnit,
    ...input,
  };
}
