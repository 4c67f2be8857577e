import * as units from '@grafana/grafana-foundation-sdk/units';
import { type Expression } from '../../../alerts/promql';
import { orZeroPer, top } from '../../kit/expressions';
import { type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW as window } from '../../kit/scope';
import { bars, duration, instant, range } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { zeroWhereNone } from '../../kit/zero-where-none';
import { alertLinks, present, runbookOfSeries } from './firing';

const BARS = 15;

/** How long people and cures take. */
export function people(sources: Sources): RowSpec {
  const { everywhere: q, context } = sources;
  const quiet = (of: Expression) => orZeroPer(present(sources), of);
  const by = { by: ['alertname'], window } as const;
  const acknowledged = zeroWhereNone(
    q.mean('operations.time_to_acknowledge', by),
    q.rate('operations.time_to_acknowledge', by),
  );
  const resolved = zeroWhereNone(
    q.mean('operations.time_to_resolve', by),
    q.rate('operations.time_to_resolve', by),
  );
  const quantile = (p: number) =>
    range(
      quiet(
        zeroWhereNone(
          q.quantile(p, 'operations.time_to_resolve', { window }),
          q.rate('operations.time_to_resolve', { window }),
        ),
      ),
      `p${p * 100}`,
      { quietWhenHealthy: true },
    );
  const dataLinks = [runbookOfSeries(context), ...alertLinks];
  return {
    id: 4,
    title: 'People and cures',
    panels: [
      bars({
        id: 401,
        title: 'Mean time to acknowledge, by alert',
        width: 12,
        unit: units.Seconds,
        description: {
          shows:
            'Mean time from the begin of an alert to its first acknowledgement, over the range; 0 without one.',
          bad: 'Minutes for what pages: nobody is there, or nobody believes the alert.',
          next: 'See Escalations; ask whoever was on call why.',
        },
        queries: {
          mean: { ...instant(top(BARS, quiet(acknowledged)), '{{alertname}}'), quietWhenHealthy: true },
        },
        dataLinks,
      }),
      bars({
        id: 402,
        title: 'Mean time to resolve, by alert',
        width: 12,
        unit: units.Seconds,
        description: {
          shows: 'Mean time from the begin of an alert to its end, over the range; 0 where none ended.',
          bad: 'Hours, again and again for the same alert.',
          next: 'That is where a better runbook, or a repair of the cause, is worth most.',
        },
        queries: {
          mean: { ...instant(top(BARS, quiet(resolved)), '{{alertname}}'), quietWhenHealthy: true },
        },
        dataLinks,
      }),
      duration({
        id: 403,
        title: 'Time to resolve',
        width: 24,
        description: {
          shows:
            'Median and 95th percentile of the time to resolve, over a window as long as the range; 0 where none ended.',
          bad: 'A median that rises from week to week.',
          next: 'The panel above says which alert it is.',
        },
        queries: { p50: quantile(0.5), p95: quantile(0.95) },
        dataLinks: alertLinks,
      }),
    ],
  };
}
