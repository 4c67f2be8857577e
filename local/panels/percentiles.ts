import { boundMetric } from '../../instrumentation/contract';
import { ask, type Board, resolveVariables, type Target, targets, variableValues } from '../../dashboards';
import { getJson } from '../clients/json';
import { type RunningStack } from '../running-stack';
import { askingOf } from './ask-targets';

/** Percentiles of the latencies that the client measured, in milliseconds. */
type Latencies = Readonly<Partial<Record<'p50' | 'p95' | 'p99', number | null>>>;

/**
 * What a client measures beside the gateway's own time: connecting, sending and reading on this machine. A percentile so
 * close above a bucket's bound may fall below it in the gateway.
 */
const CLIENT_OVERHEAD_SECONDS = 0.015;

/** A percentile that a panel shows, beside that of the client's ledger. */
export interface PercentileRow {
  readonly panel: string;
  readonly percentile: string;
  readonly shown: number;
  readonly exact: number;
  readonly ok: boolean;
}

/**
 * Whether a quantile from buckets lies in the bucket that holds the exact one.
 * @param bounds upper bounds of the buckets in seconds, ascending
 */
export function inBucketOf(shown: number, exact: number, bounds: readonly number[]): boolean {
  const upper = bounds.find((bound) => exact <= bound) ?? Infinity;
  const lower = bounds.findLast((bound) => bound < exact - CLIENT_OVERHEAD_SECONDS) ?? 0;
  return shown >= lower && shown <= upper;
}

/** A quantile over all requests: one that is broken down by a label cannot be held against the client's. */
const QUANTILE = /^histogram_quantile\((0\.\d+), sum by \(le\)/;

/** Compares the quantiles of request duration on the boards with the ledger of the traffic, since it began. */
export async function percentileRows(
  stack: RunningStack,
  boards: readonly Board[],
  seconds: number,
): Promise<readonly PercentileRow[]> {
  if (stack.endpoints.traffic === undefined) return [];
  const { latencyMs } = await getJson<{ latencyMs: Latencies }>(`${stack.endpoints.traffic}/ledger`);
  const { name, buckets: bounds } = boundMetric(stack.binding, 'http.request.duration');
  const found = boards.flatMap((board) =>
    targets(board)
      .filter(({ expr }) => QUANTILE.test(expr) && expr.includes(`${name}_bucket`))
      .map((target) => ({ board, target })),
  );
  const rows = found.map(async ({ board, target }): Promise<readonly PercentileRow[]> => {
    const percentile = `p${Math.round(Number(QUANTILE.exec(target.expr)![1]) * 100)}`;
    const exact = latencyMs[percentile as keyof Latencies];
    if (exact === undefined || exact === null) return [];
    const shown = await overWindow(stack, board, target, seconds);
    return [
      {
        panel: `${board.uid} "${target.panelTitle}"`,
        percentile,
        shown,
        exact: exact / 1000,
        ok: inBucketOf(shown, exact / 1000, bounds),
      },
    ];
  });
  return (await Promise.all(rows)).flat();
}

/** The panel's query with the whole window as its rate interval. */
async function overWindow(
  stack: RunningStack,
  board: Board,
  target: Target,
  seconds: number,
): Promise<number> {
  const asking = askingOf(stack, seconds);
  const variables = variableValues(board, await resolveVariables(board, {}, asking));
  const whole = {
    ...target,
    expr: target.expr.replaceAll('$__rate_interval', '$__range'),
    mode: 'instant',
  } as const;
  const answer = await ask(whole, { ...asking, variables });
  return answer.kind === 'series' ? (answer.series[0]?.points[0]?.[1] ?? NaN) : NaN;
}
