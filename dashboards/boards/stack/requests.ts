import { type Expression } from '../../../alerts/promql';
import { top } from '../../kit/expressions';
import { type Link, type RowSpec } from '../../kit/panel';
import { ratioOrZero } from '../../kit/ratio-or-zero';
import { duration, range, rate, share } from '../../kit/signals';

/** Status of answers that failed: HTTP's, or gRPC's as the servers of Tempo and Loki write it. */
export const FAILED_STATUS = '5..|error';

const LINES = 10;
const ROUTE = '{{route}}';

/** Requests of a server, each by route. */
export interface Requests {
  readonly all: Expression;
  /** Those with {@link FAILED_STATUS}. */
  readonly failed: Expression;
  /** 95th percentile of their duration. */
  readonly p95: Expression;
}

/** The row about the requests of a server. `id` is that of the row; its panels have the ids after it. */
export function requestsRow(id: number, dataLinks: readonly Link[], { all, failed, p95 }: Requests): RowSpec {
  return {
    id,
    title: 'Requests',
    panels: [
      rate({
        id: id * 100 + 1,
        title: 'Requests by route',
        width: 8,
        description: {
          shows: `Requests a second of the ${LINES} busiest routes: writes of the collector, queries of boards and people.`,
          bad: 'Writes fall to 0: nothing arrives. Queries multiply: a board refreshes too often, or a script runs wild.',
          next: 'For writes see the board of the collector; for queries see p95 by route.',
        },
        queries: { requests: range(top(LINES, all), ROUTE) },
        dataLinks,
      }),
      share({
        id: id * 100 + 2,
        title: 'Failed requests',
        width: 8,
        description: {
          shows: `Share of requests that failed, of the ${LINES} worst routes; 0 where nothing was asked.`,
          bad: 'Writes: the collector tries again and its queue fills. Queries: people see empty panels.',
          next: 'Its log names the error of the route; look at memory and at the disk.',
        },
        queries: { failed: range(top(LINES, ratioOrZero(failed, all)), ROUTE, { quietWhenHealthy: true }) },
        dataLinks,
      }),
      duration({
        id: id * 100 + 3,
        title: 'p95 by route',
        width: 8,
        description: {
          shows: `95th percentile of the duration of requests, of the ${LINES} slowest routes.`,
          bad: 'Writes in seconds: the queue of the collector fills. Queries in seconds: links from panels are slow.',
          next: 'For writes look at memory and disk; for queries narrow the range, or give it more CPU.',
        },
        queries: { p95: range(top(LINES, p95), ROUTE) },
        dataLinks,
      }),
    ],
  };
}
