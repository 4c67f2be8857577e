import { type BoardDefinition } from '../../kit/definition';
import { connections } from './connections';
import { messages } from './messages';

/** WebSocket connections, and their messages where the gateway counts them. */
export const webSocketsBoard: BoardDefinition = {
  name: 'webSockets',
  folder: 'gateways',
  needs: ['websocket'],
  description: 'WebSocket connections: how many, how long, how they end, and what goes over them.',
  tags: ['gateway'],
  scope: 'gateways',
  rows: (sources) => [
    connections(sources),
    ...(sources.has('websocket-messages') ? [messages(sources)] : []),
  ],
};
