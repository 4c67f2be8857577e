import { type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { panels } from '../../kit/targets';
import { freshBoard } from '../../kit/fixture';
import { type Answer } from '../../query/answer';
import { tableOf } from './table';

const instant = (rows: readonly (readonly [route: string, value: number])[]): Answer => ({
  kind: 'series',
  series: rows.map(([route, value]) => ({ labels: { http_route: route }, points: [[0, value]] })),
  exemplars: [],
});

// As the board arranges them: joined on the route, three columns of values behind it.
const topRoutes = panels(freshBoard().model).find(({ title }) => title === 'Top routes')!;
const answers = new Map<string, Answer | Error>([
  [
    'rate',
    instant([
      ['/a', 2],
      ['/b', 1],
    ]),
  ],
  ['errors', instant([['/b', 0.5]])],
  [
    'p95',
    instant([
      ['/a', 0.1],
      ['/b', NaN],
    ]),
  ],
]);

describe('tableOf', () => {
  it('joins, filters, orders and renames as the model says', () => {
    expect(tableOf(topRoutes, answers)).toEqual({
      columns: ['Route', 'Requests', 'Error ratio', 'p95'],
      rows: [
        { Route: '/a', Requests: 2, 'Error ratio': undefined, p95: 0.1 },
        { Route: '/b', Requests: 1, 'Error ratio': 0.5, p95: NaN },
      ],
      notes: [],
    });
  });

  it('says which transformation it does not know', () => {
    const panel: Panel = { ...topRoutes, transformations: [{ id: 'prepareTimeSeries', options: {} }] };
    expect(tableOf(panel, answers).notes).toEqual(['transformation "prepareTimeSeries" is not applied here']);
  });

  it('leaves out a query that failed', () => {
    const failed = new Map(answers).set('errors', new Error('refused'));
    expect(tableOf(topRoutes, failed).columns).toEqual(['Route', 'Requests', 'p95']);
  });
});
