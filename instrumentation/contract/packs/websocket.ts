import { capped, closed } from '../label';
import { counter, gauge, histogram } from '../metric';

/**
 * What happened to a connection. `closed` is an ordinary end, `error` a broken one, `rejected` a refused upgrade;
 * every accepted connection ends in exactly one of `closed` and `error`.
 */
export const WEBSOCKET_EVENTS = ['opened', 'closed', 'error', 'rejected'] as const;

/** Direction of a message, as the gateway sees it. */
export const WEBSOCKET_DIRECTIONS = ['inbound', 'outbound'] as const;

/** WebSocket connections. */
export const websocket = {
  'websocket.connections': counter({
    name: 'websocket_connections_total',
    unit: '1',
    help: 'Events in the life of WebSocket connections, by event.',
    labels: { event: closed('event', WEBSOCKET_EVENTS, 'What happened.') },
    seriesBudget: WEBSOCKET_EVENTS.length,
    why: 'Rates of connects, breaks and refusals, which the number of open ones cannot show.',
  }),
  'websocket.connections.active': gauge({
    name: 'websocket_connections_active',
    unit: '1',
    help: 'WebSocket connections that are open.',
    labels: {},
    seriesBudget: 1,
    why: 'Open connections hold memory and file descriptors and have to be drained at a deployment.',
  }),
  'websocket.connection.duration': histogram({
    name: 'websocket_connection_duration_seconds',
    unit: 'seconds',
    help: 'Life of WebSocket connections that ended.',
    labels: {},
    buckets: [1, 5, 15, 60, 300, 900, 3600, 14400],
    seriesBudget: 1,
    why: 'Connections that end after seconds are reconnect loops, which the number of open ones hides.',
  }),
} as const;

/**
 * Messages on WebSocket connections. A pack of its own: the preload sees connections and no frames, so only the
 * gateway's own code can count them.
 */
export const websocketMessages = {
  'websocket.messages': counter({
    name: 'websocket_messages_total',
    unit: '1',
    help: 'WebSocket messages, by direction and type.',
    labels: {
      direction: closed('direction', WEBSOCKET_DIRECTIONS, 'Direction of the message.'),
      type: capped('type', 20, 'Type of the message: that of the application, else `text` or `binary`.'),
    },
    seriesBudget: 42,
    why: 'Connections say who is there; messages say what they do.',
  }),
} as const;
