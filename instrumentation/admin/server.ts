import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InternalPart } from '../contract';
import type { HealthReporter } from '../health/reporter';
import { excludeServer } from '../http/own-servers';
import type { Log } from '../log/log';
import { type AdminRoutes, ALLOWED_METHODS, answer } from './routes';

/** A scrape sends a few short headers at once; whoever needs longer or more is not a scraper. */
const REQUEST_TIMEOUT_MS = 10_000;
const HEADERS_TIMEOUT_MS = 5_000;
const MAX_HEADER_BYTES = 8 * 1024;
/** Beyond the usual scrape intervals, so that a scraper can keep its connection. */
const KEEP_ALIVE_MS = 65_000;
/** A few scrapers and probes; more would only serve to exhaust the gateway's file descriptors. */
const MAX_CONNECTIONS = 64;

export interface AdminOptions {
  readonly host: string;
  /** 0: a free port, announced in the log. */
  readonly port: number;
  readonly routes: AdminRoutes;
  readonly health: HealthReporter;
  readonly log: Log;
  readonly countError: (where: InternalPart) => void;
}

/**
 * Serves the admin port. It never keeps the gateway alive, and a port that cannot be had costs one line in the log
 * and a degraded health.
 */
export function startAdminServer(options: AdminOptions): Server {
  const { host, port, health, log, countError } = options;
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = MAX_CONNECTIONS;
  excludeServer(server);
  server.on('request', (request, response) => {
    void serve(options.routes, request, response, countError);
  });
  server.on('connection', (socket) => socket.unref());
  server.on('error', (error: NodeJS.ErrnoException) => {
    const reason = error.code === 'EADDRINUSE' ? 'the port is taken' : error.message;
    const message = `no /metrics and /health on ${host}:${port}: ${reason}; set GATEWATCH_ADMIN_PORT or GATEWATCH_ADMIN_HOST`;
    health.report('admin', 'degraded', message);
    log.warn(message);
  });
  // Exclusive: workers of a cluster would otherwise share the port, and each scrape would meet another one.
  server.listen({ host, port, exclusive: true }, () => {
    const url = urlOf(server.address() as AddressInfo);
    health.report('admin', 'ok', `listening on ${url}`);
    if (port === 0) log.info(`admin port listens on ${url}`);
  });
  server.unref();
  return server;
}

async function serve(
  routes: AdminRoutes,
  request: IncomingMessage,
  response: ServerResponse,
  countError: (where: InternalPart) => void,
): Promise<void> {
  // No path takes a body.
  request.resume();
  try {
    const { status, contentType, body } = await answer(routes, request.method, request.url);
    if (status === 405) response.setHeader('allow', ALLOWED_METHODS.join(', '));
    response.writeHead(status, {
      'content-type': contentType,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  } catch {
    countError('admin');
    if (response.headersSent) response.destroy();
    else response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end('internal error\n');
  }
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
