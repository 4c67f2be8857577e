import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type BrokenOff, breakOffBy, noteBreakOff } from '../break-off';
import { UNMATCHED_ROUTE } from '../../contract';
import type { Recorder } from '../../metrics/recorder';
import type { ServerEvents } from '../server-events';
import type { ServerMetrics } from '../server-metrics';

// What Node.js hangs on the sockets of its HTTP/1 servers: the response that is due next, and the parser with the
// request that is arriving.
interface HttpSocket extends Socket {
  readonly _httpMessage?: ServerResponse | null;
  readonly parser?: { readonly incoming?: IncomingMessage | null } | null;
}

/**
 * Counts open connections, and what goes wrong on them outside of a response: requests that are no HTTP, that take
 * too long to arrive, and connections on which nothing happens any more.
 */
export function installConnectionHook(
  events: ServerEvents,
  recorder: Recorder,
  metrics: ServerMetrics,
): void {
  const active = recorder.gauge('http.connections.active');
  const closed = (): void => active.add({}, -1);
  events.on('connection', 'connections', (_server, [socket]) => {
    active.add({}, 1);
    (socket as Socket).once('close', closed);
  });

  events.on('clientError', 'connections', (server, [error, socket]) => {
    const broken = breakOffBy((error as NodeJS.ErrnoException).code);
    if (broken === undefined) return;
    // With a listener the gateway answers itself, with what it likes.
    const statusCode = server.listenerCount('clientError') === 0 ? broken.statusCode : undefined;
    breakOff(socket as HttpSocket, { ...broken, statusCode }, metrics);
  });

  events.on('timeout', 'connections', (_server, [socket]) => {
    const { _httpMessage: open } = socket as HttpSocket;
    if (open) noteBreakOff(open, { why: 'timeout', statusCode: undefined });
  });
}

/** The request that is open on the connection ends so; without one, this is all there will ever be of a request. */
function breakOff(socket: HttpSocket, broken: BrokenOff, metrics: ServerMetrics): void {
  const arriving = socket.parser?.incoming;
  if (socket._httpMessage) noteBreakOff(socket._httpMessage, broken);
  // The rest of a request that has had its answer, and was counted with it.
  else if (!arriving || arriving.complete) {
    const { why: outcome, statusCode } = broken;
    metrics.refused({ route: UNMATCHED_ROUTE, statusCode, outcome, error: undefined });
  }
}
