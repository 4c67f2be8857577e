import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Recorder } from '../../metrics/recorder';
import { firstStatus } from '../first-status';
import { outcomeOf } from '../outcome';
import type { ServerEvents } from '../server-events';
import { type RequestEnd, type ServerHookOptions, ServerRequest } from '../server-request';
import { countWebSockets, type WebSocketMetrics } from '../websocket-metrics';

/**
 * Observes requests that hand their connection over: upgrades (WebSocket) and CONNECT. Node.js gives the bare socket
 * to the gateway, and publishes nothing. The request ends with the answer, which is the first thing that is written;
 * how long the connection lives after it is a matter of the connection.
 * @param recorder undefined while metrics are off
 */
export function installUpgradeHook(
  events: ServerEvents,
  recorder: Recorder | undefined,
  options: ServerHookOptions,
): void {
  const webSockets = recorder && countWebSockets(recorder);
  const upgrade = (request: IncomingMessage, socket: Socket): void => {
    const isWebSocket = request.headers.upgrade?.toLowerCase() === 'websocket';
    follow(request, socket, options, isWebSocket ? webSockets : undefined);
  };
  for (const event of ['upgrade', 'connect']) {
    events.on(event, 'upgrades', (server, [request, socket]) => {
      // Nobody listens: Node.js closes a CONNECT, and serves an upgrade as an ordinary request.
      if (server.listenerCount(event) > 0) upgrade(request as IncomingMessage, socket as Socket);
    });
  }
}

function follow(
  request: IncomingMessage,
  socket: Socket,
  options: ServerHookOptions,
  webSockets: WebSocketMetrics | undefined,
): void {
  const current = new ServerRequest(options, request, undefined);
  const stopWatching = firstStatus(socket, (statusCode) => {
    current.end({ endOf: () => answered(statusCode) });
    if (statusCode === 101) webSockets?.opened(socket);
    else webSockets?.rejected();
  });
  socket.once('close', () => {
    if (!stopWatching()) return;
    current.end({ endOf: () => unanswered(socket) });
    webSockets?.rejected();
  });
}

/** A gateway that writes something that is no response has handed the connection over as well. */
function answered(statusCode: number | undefined): RequestEnd {
  const isHandedOver = statusCode === undefined || statusCode < 300;
  return {
    statusCode,
    outcome: isHandedOver
      ? 'upgraded'
      : outcomeOf({ statusCode, isComplete: true, isClientGone: false, brokenOff: undefined }),
    error: undefined,
  };
}

function unanswered(socket: Socket): RequestEnd {
  const isClientGone = socket.readableEnded || socket.errored !== null;
  const end = { statusCode: 0, isComplete: false, isClientGone, brokenOff: undefined };
  return { statusCode: undefined, outcome: outcomeOf(end), error: socket.errored ?? undefined };
}
