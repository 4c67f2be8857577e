import { subscribe } from 'node:diagnostics_channel';
import { errorMonitor } from 'node:events';
import * as http from 'node:http';
import { withHeader } from '../raw-head';
import { ClientCall, type ClientHookOptions } from '../client-call';
import { isOwnAgent } from '../own-agents';

/** Published by Node.js when the head of a response has arrived. */
const RESPONSE_HEAD = 'http.client.response.finish';

const CALL = Symbol('gatewatch.client');
type Request = http.ClientRequest & { [CALL]?: ClientCall; readonly agent?: unknown };

interface Destination {
  readonly host?: string | null;
  readonly port?: number | string | null;
}

// Neither method is in the type definitions; both have been called for every request since the first Node.js releases.
interface AgentInternals {
  addRequest(request: Request, options: Destination, ...rest: unknown[]): unknown;
}
interface RequestInternals {
  onSocket(socket: unknown, ...rest: unknown[]): unknown;
}

// As old as these two: the request head as text, once it is final, and whether it was handed to the socket.
interface HeadInternals {
  _header: string | null;
  readonly _headerSent: boolean;
}

/**
 * Observes calls made with `http` and `https`. The patch sits on prototypes, so it does not matter who imported what,
 * how and when. An agent gets the request before anything can have been written; requests without an agent, or with
 * one of a foreign kind, are met when they get their socket.
 */
export function installClientHook(options: ClientHookOptions): void {
  const agent = http.Agent.prototype as unknown as AgentInternals;
  const { addRequest } = agent;
  agent.addRequest = function (request, destination, ...rest) {
    follow(request, destination, options);
    return addRequest.call(this, request, destination, ...rest);
  };

  const prototype = http.ClientRequest.prototype as unknown as RequestInternals;
  const { onSocket } = prototype;
  prototype.onSocket = function (this: RequestInternals & Request, ...args) {
    follow(this, { host: this.host }, options);
    return onSocket.apply(this, args);
  };

  subscribe(RESPONSE_HEAD, (message) => {
    const { request, response } = message as { request: Request; response: http.IncomingMessage };
    request[CALL]?.answered(response.statusCode);
  });
}

function follow(request: Request, destination: Destination, options: ClientHookOptions): void {
  if (request[CALL] !== undefined || isOwnAgent(request.agent)) return;
  try {
    const isTls = request.protocol === 'https:';
    const call = new ClientCall(options, {
      method: request.method,
      scheme: isTls ? 'https' : 'http',
      host: destination.host ?? request.host ?? 'localhost',
      port: Number(destination.port ?? portOf(request.getHeader('host')) ?? (isTls ? 443 : 80)),
      path: request.path,
    });
    request[CALL] = call;
    inject(request, call.headers);
    // The monitor sees an error without counting as a handler of it.
    request.on(errorMonitor, failed);
    // Not `response`: a listener for it would keep Node.js from discarding bodies that nobody reads.
    request.on('close', closed);
  } catch {
    options.countError('client');
  }
}

// One function each for all requests: a closure and the wrapper of `once` would be made and collected for each of them.
function failed(this: Request, error: Error): void {
  this[CALL]?.failed(error);
}
function closed(this: Request): void {
  this[CALL]?.end();
}

/** A request whose headers were given as a list has its head as text already, which has not been sent yet. */
function inject(request: Request, headers: Readonly<Record<string, string>>): void {
  const head = request as unknown as HeadInternals;
  for (const name in headers) {
    const value = headers[name] as string;
    if (typeof head._header !== 'string') request.setHeader(name, value);
    else if (!head._headerSent) head._header = withHeader(head._header, name, value);
  }
}

function portOf(hostHeader: unknown): string | undefined {
  return /:(\d+)$/.exec(String(hostHeader))?.[1];
}
