import * as units from '@grafana/grafana-foundation-sdk/units';
import { boardLink } from '../../kit/links';
import { chosenLinks, errorLinks, serviceLinks } from '../../kit/event-links';
import { type RowSpec } from '../../kit/panel';
import { ratioOrZero } from '../../kit/ratio-or-zero';
import { RATE_WINDOW as window } from '../../kit/scope';
import { duration, level, range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { zeroWhereNone } from '../../kit/zero-where-none';

const EVENTS = ['closed', 'error'] as const;

/** Connections: a WebSocket is one request to the HTTP panels, however long it lives. */
export function connections({ q }: Sources): RowSpec {
  const by = ['service'] as const;
  const event = q.label('websocket.connections', 'event');
  const ended = q.rate('websocket.connections', { where: { event: { oneOf: EVENTS } }, by, window });
  const broken = q.rate('websocket.connections', { where: { event: 'error' }, by, window });
  const closings = q.rate('websocket.connection.duration', { by, window });
  const quantile = (p: number) =>
    range(
      zeroWhereNone(q.quantile(p, 'websocket.connection.duration', { by, window }), closings),
      `{{service}} p${p * 100}`,
    );
  return {
    id: 1,
    title: 'Connections',
    panels: [
      level({
        id: 101,
        title: 'Open connections',
        width: 12,
        unit: units.Short,
        description: {
          shows: 'WebSocket connections that are open now.',
          bad: 'A cliff: all of them broke at once. A line that only rises: nobody closes them.',
          next: 'For a cliff see Events and the restarts among the annotations; for a rise see Duration.',
        },
        queries: {
          open: range(q.aggregate('sum', 'websocket.connections.active', { by }), '{{service}}'),
        },
        dataLinks: [...serviceLinks, boardLink('Overview', 'gatewayOverview')],
      }),
      rate({
        id: 102,
        title: 'Events',
        width: 12,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Connections that were opened, closed, broken, and refused, each second.',
          bad: 'opened and closed high together: clients connect again and again. rejected: they are not let in.',
          next: 'For rejected look at the board of security; for error open the error logs.',
        },
        queries: {
          events: range(q.rate('websocket.connections', { by: ['event'], window }), `{{${event}}}`),
        },
        dataLinks: chosenLinks,
      }),
      share({
        id: 103,
        title: 'Broken connections',
        width: 12,
        description: {
          shows: 'Share of connections that ended by an error; 0 while none ends.',
          bad: 'A step: what stands between client and gateway cuts them, or the gateway fails.',
          next: 'A proxy with an idle timeout cuts after the same time each: see Duration. Else open the error logs.',
        },
        queries: { broken: range(ratioOrZero(broken, ended), '{{service}}', { quietWhenHealthy: true }) },
        dataLinks: errorLinks,
      }),
      duration({
        id: 104,
        title: 'Duration',
        width: 12,
        description: {
          shows: 'How long connections lived that ended; median and 95th percentile, 0 while none ends.',
          bad: 'All close to one value, such as 60 s: an idle timeout on the way. Seconds: clients connect anew all the time.',
          next: 'Send pings more often than the shortest timeout on the way.',
        },
        queries: { p50: quantile(0.5), p95: quantile(0.95) },
        dataLinks: chosenLinks,
      }),
    ],
  };
}
