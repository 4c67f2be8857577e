import { websocket } from '../api/telemetry/domains/websocket';
import type { ValueOf } from '../contract';
import type { Source } from './source';

/** Gives the type of a message that counts it, e.g. the `type` of its JSON; one of a few. */
export type TypeOfMessage = (data: unknown, isBinary: boolean) => string;

/** A connection of ws, as far as it is used here. */
interface WsConnection {
  readonly readyState: number;
  send: unknown;
  on(event: 'message', listener: (data: unknown, isBinary: boolean) => void): unknown;
}

/** A server of ws, as far as it is used here. */
export interface WsServer {
  readonly clients: Iterable<object>;
  on(event: 'connection', listener: (connection: object) => void): unknown;
  off(event: 'connection', listener: (connection: object) => void): unknown;
}

const OPEN = 1;
type Send = (this: unknown, ...args: unknown[]) => unknown;

/** `text` or `binary`. */
const byForm: TypeOfMessage = (_data, isBinary) => (isBinary ? 'binary' : 'text');

/** Makes the source of a server: the messages of its connections. Connections count without it. */
export function wsServerSource(typeOf: TypeOfMessage = byForm): Source<WsServer> {
  let isOn = false;
  const followed = new WeakSet<WsConnection>();
  const count = (
    direction: ValueOf<'websocket.messages', 'direction'>,
    data: unknown,
    isBinary: boolean,
  ): void => {
    if (isOn) websocket.message({ direction, type: named(typeOf, data, isBinary) });
  };
  const follow = (target: object): void => {
    const connection = target as WsConnection;
    if (followed.has(connection)) return;
    followed.add(connection);
    connection.on('message', (data: unknown, isBinary: boolean) => count('inbound', data, isBinary));
    const send = connection.send as Send;
    connection.send = function (this: unknown, ...args: unknown[]): unknown {
      const [data, options] = args;
      const binary = (options as { binary?: unknown } | undefined)?.binary;
      const isBinary = typeof binary === 'boolean' ? binary : typeof data !== 'string';
      if (connection.readyState === OPEN) count('outbound', data, isBinary);
      return send.apply(this, args);
    };
  };
  return {
    name: 'WebSocket server',
    begin(server) {
      isOn = true;
      for (const connection of server.clients) follow(connection);
      server.on('connection', follow);
    },
    end(server) {
      isOn = false;
      server?.off('connection', follow);
    },
  };
}

/** What the gateway's own function gets wrong must not reach the message. */
function named(typeOf: TypeOfMessage, data: unknown, isBinary: boolean): string {
  try {
    return String(typeOf(data, isBinary));
  } catch {
    return byForm(data, isBinary);
  }
}
