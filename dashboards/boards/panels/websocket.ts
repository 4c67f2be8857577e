import * as units from '@grafana/grafana-foundation-sdk/units';
import { ratio } from '../../../alerts/promql';
import { API_GATEWAY } from '../../../alerts/thresholds';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { type PanelSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { level, range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';
import { type Place } from './place';

/** Open connections: all of HTTP, idle ones included, and those that became WebSockets. */
export function activeConnections({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  return level({
    ...place,
    unit: units.Short,
    description: {
      shows: 'Open client connections, idle ones included, and open WebSockets, by service.',
      bad: 'A rise without more requests: clients do not reuse or do not close connections. It ends at the limit of file descriptors.',
      next: 'Compare with the request rate; a fall of WebSockets to 0 at once is a restart or a proxy.',
    },
    queries: {
      http: range(q.aggregate('sum', 'http.connections.active', { by: ['service'] }), '{{service}} HTTP'),
      websocket: range(
        q.aggregate('sum', 'websocket.connections.active', { by: ['service'] }),
        '{{service}} WebSocket',
      ),
    },
    dataLinks: [...links, ...chosenLinks],
  });
}

/** Messages, each second, by direction and type. */
export function messages({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  return rate({
    ...place,
    unit: units.MessagesPerSecond,
    description: {
      shows: 'WebSocket messages, each second, by direction and type.',
      bad: 'Inbound without outbound: sessions get no answers.',
      next: 'Open error logs of the service; compare with the connections that broke.',
    },
    queries: {
      messages: range(
        q.rate('websocket.messages', { by: ['direction', 'type'], window }),
        '{{direction}} {{type}}',
      ),
    },
    dataLinks: [...links, ...chosenLinks],
  });
}

/** Events in the life of connections, each second. */
export function connectionEvents({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  return rate({
    ...place,
    unit: units.EventsPerSecond,
    description: {
      shows: 'Connections that opened, closed, broke (error) or were refused (rejected), each second.',
      bad: 'As many that open as that break: clients connect again and again.',
      next: 'See their duration; open error logs of the service.',
    },
    queries: { events: range(q.rate('websocket.connections', { by: ['event'], window }), '{{event}}') },
    dataLinks: [...links, ...errorLinks],
  });
}

/** Share of the connections that ended that broke. */
export function brokenConnections({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  const over = (events: readonly ('closed' | 'error')[]) =>
    q.rate('websocket.connections', { where: { event: { oneOf: events } }, window });
  return share({
    ...place,
    description: {
      shows: 'Share of the WebSocket connections that ended that broke.',
      bad: 'Above the red line: the alert fires from there.',
      next: 'Connections that all break after the same time point to a proxy with an idle limit.',
    },
    queries: {
      broken: range(ratio(over(['error']), over(['closed', 'error'])), 'broken', { quietWhenHealthy: true }),
    },
    threshold: atMost(API_GATEWAY.websocketErrorRatio),
    alerts: ['WebSocketConnectionIssues'],
    dataLinks: [...links, ...errorLinks],
  });
}

/** How long connections that ended had lived. */
export function connectionLife({ q }: Sources, { links = [], ...place }: Place): PanelSpec {
  const life = (p: number) =>
    range(q.quantile(p, 'websocket.connection.duration', { window }), `p${p * 100}`);
  return level({
    ...place,
    unit: units.Seconds,
    idle: 'no connection ended in range',
    description: {
      shows: 'Median and 95th percentile of the life of WebSocket connections that ended.',
      bad: 'Seconds where sessions last minutes: clients reconnect in a loop.',
      next: 'Compare with the events of connections.',
    },
    queries: { p50: life(0.5), p95: life(0.95) },
    dataLinks: [...links, ...chosenLinks],
  });
}
