import * as units from '@grafana/grafana-foundation-sdk/units';
import { EUCORA, WAREHOUSE_HUB } from '../../../alerts/thresholds';
import { chosenLinks } from '../../kit/event-links';
import { tracesLink } from '../../kit/explore';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { duration, heatmap, level, range, rate } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';

/** Statements and the pools of connections that they go through. */
export function queries({ q, has }: Sources): RowSpec {
  const isHub = has('tenant-business');
  const slow = isHub ? WAREHOUSE_HUB.queryP95Seconds : EUCORA.queryP95Seconds;
  const by = ['query_type'] as const;
  const over = { by, window } as const;
  // A preset may have one pool, whose size it exposes without a name.
  const ofPool = q.carries('db.pool.size', 'pool') ? (['pool'] as const) : ([] as const);
  const pool = (text: string) =>
    ofPool.length === 0 ? text : `{{${q.label('db.pool.size', 'pool')}}} ${text}`;
  const quantile = (p: number) =>
    range(q.quantile(p, 'db.query.duration', over), `{{query_type}} p${p * 100}`);
  const dataLinks = [tracesLink('Slow traces', 'variable', [`duration>${slow}s`]), ...chosenLinks];
  return {
    id: 2,
    title: 'Database',
    panels: [
      rate({
        id: 201,
        title: 'Statements',
        width: 8,
        unit: units.OpsPerSecond,
        stacked: true,
        description: {
          shows: 'Statements that ended, each second, by kind.',
          bad: 'Statements that grow faster than requests: a loop asks the database for each element.',
          next: 'Open a trace: its statements are its spans.',
        },
        queries: { statements: range(q.rate('db.query.duration', over), '{{query_type}}') },
        dataLinks,
      }),
      duration({
        id: 202,
        title: 'Query duration',
        width: 8,
        description: {
          shows:
            'Median and 95th percentile of the time that a statement takes, without the wait for a connection, by kind.',
          bad: 'p95 above the red line: the alert fires from there.',
          next: 'Open a slow trace and take the plan of its longest statement (EXPLAIN).',
        },
        queries: { p50: quantile(0.5), p95: quantile(0.95) },
        threshold: atMost(slow),
        alerts: [isHub ? 'DatabaseQueriesSlow' : 'SlowDatabaseQueries'],
        dataLinks,
      }),
      level({
        id: 203,
        title: 'Connection pool',
        width: 8,
        unit: units.Short,
        description: {
          shows: 'Connections that the pool holds, by what they do, and requests that wait for one.',
          bad: 'Any that wait for longer than a moment: the pool is the bottleneck.',
          next: 'See Query duration: slow statements hold connections longer. Only then raise the size of the pool.',
        },
        queries: {
          size: range(q.aggregate('sum', 'db.pool.size', { by: ofPool }), pool('size')),
          states: range(q.aggregate('sum', 'db.pool.connections', { by: ['state'] }), '{{state}}'),
          waiting: range(q.aggregate('sum', 'db.pool.waiting'), 'waiting'),
        },
        alerts: isHub ? ['DatabaseConnectionsExhausted'] : [],
        dataLinks,
      }),
      heatmap({
        id: 204,
        title: 'Durations of statements',
        width: 24,
        unit: units.Seconds,
        description: {
          shows: 'How many statements took how long, over time.',
          bad: 'A band that moves up: tables grew, or a plan changed. A second band: locks.',
          next: 'Compare with the annotations: a release at the same moment is the first suspect.',
        },
        queries: { durations: range(q.buckets('db.query.duration', { window }), '{{le}}') },
        dataLinks,
      }),
    ],
  };
}
