import * as units from '@grafana/grafana-foundation-sdk/units';
import { chosenLinks, routeLinks, serviceLinks } from '../../kit/event-links';
import { top } from '../../kit/expressions';
import { type RowSpec } from '../../kit/panel';
import { chosenRoutes as where, RATE_WINDOW as window } from '../../kit/scope';
import { level, range, rate } from '../../kit/signals';
import { type Sources } from '../../kit/sources';

const LINES = 10;

/** What goes over the network, and what is in progress. */
export function sizes({ q }: Sources): RowSpec {
  const over = { where, by: ['route'], window } as const;
  const legendOf = (id: 'http.request.size' | 'http.response.size') => `{{${q.label(id, 'route')}}}`;
  return {
    id: 4,
    title: 'Sizes and load',
    panels: [
      level({
        id: 401,
        title: 'p95 request body',
        width: 8,
        unit: units.BytesIEC,
        idle: 'no events in range',
        description: {
          shows: `95th percentile of the size of request bodies, of the ${LINES} routes with the largest.`,
          bad: 'Megabytes where kilobytes are usual: memory and duration follow.',
          next: 'Compare with p95 duration by route; limit the size at the route.',
        },
        queries: {
          p95: range(top(LINES, q.quantile(0.95, 'http.request.size', over)), legendOf('http.request.size')),
        },
        dataLinks: routeLinks(q.label('http.request.size', 'route')),
      }),
      level({
        id: 402,
        title: 'p95 response body',
        width: 8,
        unit: units.BytesIEC,
        idle: 'no events in range',
        description: {
          shows: `95th percentile of the size of response bodies, of the ${LINES} routes with the largest.`,
          bad: 'A size that grows with the data: a list without pages.',
          next: 'Page the route, or compress; the network is paid by what leaves.',
        },
        queries: {
          p95: range(
            top(LINES, q.quantile(0.95, 'http.response.size', over)),
            legendOf('http.response.size'),
          ),
        },
        dataLinks: routeLinks(q.label('http.response.size', 'route')),
      }),
      rate({
        id: 403,
        title: 'Throughput',
        width: 8,
        unit: units.BytesPerSecondIEC,
        description: {
          shows: 'Bytes of request and response bodies, each second.',
          bad: 'A step without more requests: bodies grew.',
          next: 'The panels to the left say which route.',
        },
        queries: {
          received: range(q.rateOfSum('http.request.size', { where, window }), 'received'),
          sent: range(q.rateOfSum('http.response.size', { where, window }), 'sent'),
        },
        dataLinks: chosenLinks,
      }),
      level({
        id: 404,
        title: 'In progress by route',
        width: 12,
        unit: units.Short,
        description: {
          shows: `Requests in progress, of the ${LINES} routes with the most.`,
          bad: 'A line that only rises: the route hangs.',
          next: 'Open traces of the route: what do they wait for?',
        },
        queries: {
          inFlight: range(
            top(LINES, q.aggregate('sum', 'http.requests.in_flight_by_route', { where, by: ['route'] })),
            `{{${q.label('http.requests.in_flight_by_route', 'route')}}}`,
          ),
        },
        dataLinks: routeLinks(q.label('http.requests.in_flight_by_route', 'route')),
      }),
      level({
        id: 405,
        title: 'Open connections',
        width: 12,
        unit: units.Short,
        description: {
          shows: 'Open client connections, idle ones included, by process.',
          bad: 'A line that only rises while requests do not: clients leak connections, and file descriptors run out.',
          next: 'Shorten the keep-alive timeout; see what stands before the gateway.',
        },
        queries: {
          connections: range(
            q.aggregate('sum', 'http.connections.active', { by: ['service', 'instance'] }),
            '{{service}} {{instance}}',
          ),
        },
        dataLinks: serviceLinks,
      }),
    ],
  };
}
