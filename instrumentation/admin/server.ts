import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InternalPart } from '../contract';
import type { HealthReporter } from '../health/reporter';
import { excludeServer } from '../http/own-servers';
import type { Log } from '../log/log';
import { type AdminAddress, describeAddress } from './address';
import { readBody } from './body';
import type { Gate } from './gate';
import { listen } from './listen';
import { respond } from './respond';
import { type AdminResponse, Refusal } from './response';
import { type AdminRoutes, match } from './routes';

/** A scrape sends a few short headers at once; whoever needs longer or more is not a scraper. */
const REQUEST_TIMEOUT_MS = 10_000;
const HEADERS_TIMEOUT_MS = 5_000;
const MAX_HEADER_BYTES = 8 * 1024;
/** Beyond the usual scrape intervals, so that a scraper can keep its connection. */
const KEEP_ALIVE_MS = 65_000;
/** A few scrapers and probes; more would only serve to exhaust the gateway's file descriptors. */
const MAX_CONNECTIONS = 64;

export interface AdminOptions {
  readonly address: AdminAddress;
  readonly routes: AdminRoutes;
  readonly gate: Gate;
  readonly health: HealthReporter;
  readonly log: Log;
  readonly countError: (where: InternalPart) => void;
}

/**
 * Serves the admin port. It never keeps the gateway alive, and a port that cannot be had costs one line in the log
 * and a degraded health.
 */
export function startAdminServer(options: AdminOptions): Server {
  const { address, health, log } = options;
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = MAX_CONNECTIONS;
  excludeServer(server);
  server.on('request', (request, response) => {
    void serve(options, request, response);
  });
  server.on('connection', (socket) => socket.unref());
  server.on('error', (error: NodeJS.ErrnoException) => {
    const message = `no /metrics and /health on ${notListening(address, error)}`;
    health.report('admin', 'degraded', message);
    log.warn(message);
  });
  server.once('listening', () => {
    const url = describeAddress(actual(server, address));
    health.report('admin', 'ok', `listening on ${url}`);
    if (address.socket === undefined && address.port === 0) log.info(`admin port listens on ${url}`);
  });
  listen(server, address);
  server.unref();
  return server;
}

async function serve(
  { routes, gate, countError }: AdminOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const answer = await answerTo(routes, gate, request);
    // What of the body nobody has asked for.
    request.resume();
    await respond(request, response, answer);
  } catch {
    // A client that went away is no fault of ours.
    if (request.socket.destroyed || response.headersSent) return void response.destroy();
    countError('admin');
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end('internal error\n');
  }
}

async function answerTo(routes: AdminRoutes, gate: Gate, request: IncomingMessage): Promise<AdminResponse> {
  const { method, url, headers } = request;
  const matched = match(routes, method, url);
  if ('status' in matched) return matched;
  const { route, handler, isWrite, query } = matched;
  const refused = gate({ access: route.access, isWrite, headers });
  if (refused !== undefined) return refused;
  try {
    return await handler({ query, headers, body: () => readBody(request) });
  } catch (error) {
    if (error instanceof Refusal) return error.response;
    throw error;
  }
}

function notListening(address: AdminAddress, error: NodeJS.ErrnoException): string {
  if (address.socket !== undefined) {
    return `${address.socket}: ${error.message}; set GATEWATCH_ADMIN_SOCKET to a path that can be made`;
  }
  const reason = error.code === 'EADDRINUSE' ? 'the port is taken' : error.message;
  return `${address.host}:${address.port}: ${reason}; set GATEWATCH_ADMIN_PORT or GATEWATCH_ADMIN_HOST`;
}

/** The address with the port that was really taken. */
function actual(server: Server, address: AdminAddress): AdminAddress {
  if (address.socket !== undefined) return address;
  const { address: host, port } = server.address() as AddressInfo;
  return { host, port, socket: undefined };
}
