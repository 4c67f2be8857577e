import { type DatasourceKind } from '../kit/board';
import { type Duration, rateInterval } from '../kit/duration';
import { interpolate, type VariableValues } from '../kit/interpolate';
import { MOST_LOG_LINES, MOST_TRACES } from '../kit/render-target';
import { type Target } from '../kit/targets';
import { type Answer } from './answer';
import { queryLoki } from './loki';
import { queryExemplars, queryInstant, queryRange } from './prometheus';
import { stepSeconds, type TimeRange } from './range';
import { searchTempo } from './tempo';

/** Base URLs, without a trailing slash. */
export type DatasourceUrls = Readonly<Partial<Record<DatasourceKind, string>>>;

/** In which surroundings a target is asked: what Grafana takes from the board, the panel and the datasource. */
export interface Asking {
  readonly urls: DatasourceUrls;
  readonly variables: VariableValues;
  readonly range: TimeRange;
  /** Points that are drawn at most: the panel's width in pixels. */
  readonly points: number;
  readonly scrapeInterval: Duration;
}

/** The query of a target as its datasource is asked it, and the step in seconds. @throws like `interpolate` */
export function queryOf(
  target: Pick<Target, 'expr' | 'datasource'>,
  { variables, range, points, scrapeInterval }: Omit<Asking, 'urls'>,
): { readonly expr: string; readonly step: number } {
  const step = stepSeconds(range, points, scrapeInterval);
  const interval = duration(step);
  const expr = interpolate(
    target.expr,
    {
      __from: String(Math.round(range.from * 1000)),
      __to: String(Math.round(range.to * 1000)),
      ...variables,
    },
    {
      rateInterval: rateInterval(scrapeInterval, interval),
      interval,
      range: duration(range.to - range.from),
    },
    target.datasource,
  );
  return { expr, step };
}

function duration(seconds: number): Duration {
  return Number.isInteger(seconds) ? `${seconds}s` : `${Math.round(seconds * 1000)}ms`;
}

/**
 * Asks one target as Grafana would.
 * @throws Error if there is no URL for its datasource, the query cannot be filled in, or the datasource refuses it
 */
export async function ask(
  target: Pick<Target, 'expr' | 'datasource' | 'mode' | 'exemplar'>,
  asking: Asking,
): Promise<Answer> {
  const { urls, range } = asking;
  const base = urls[target.datasource];
  if (base === undefined) throw new Error(`no ${target.datasource} was given to ask`);
  const { expr, step } = queryOf(target, asking);
  switch (target.datasource) {
    case 'prometheus': {
      const [series, exemplars] = await Promise.all([
        target.mode === 'instant' ? queryInstant(base, expr, range.to) : queryRange(base, expr, range, step),
        target.exemplar ? queryExemplars(base, expr, range) : [],
      ]);
      return { kind: 'series', series, exemplars };
    }
    case 'loki':
      return queryLoki(base, expr, range, step, MOST_LOG_LINES);
    case 'tempo':
      return { kind: 'traces', traces: await searchTempo(base, expr, range, MOST_TRACES) };
  }
}
