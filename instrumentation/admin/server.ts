import { createServer, type Server, type ServerOptions } from 'node:http';
import type * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { AdminTls } from '../config/types';
import type { InternalPart } from '../contract';
import type { HealthReporter } from '../health/reporter';
import { excludeServer } from '../http/own-servers';
import type { Log } from '../log/log';
import { type AdminAddress, describeAddress } from './address';
import type { Gate } from './gate';
import { listen } from './listen';
import { type AdminRoutes, match } from './routes';
import { serve } from './serve';
import { readTls, rereadTls } from './tls';

/** A scrape sends a few short headers at once; whoever needs longer or more is not a scraper. */
const REQUEST_TIMEOUT_MS = 10_000;
const HEADERS_TIMEOUT_MS = 5_000;
const MAX_HEADER_BYTES = 8 * 1024;
/** Beyond the usual scrape intervals, so that a scraper can keep its connection. */
const KEEP_ALIVE_MS = 65_000;
/** A few scrapers and probes; more would only serve to exhaust the gateway's file descriptors. */
const MAX_CONNECTIONS = 64;
const LIMITS: ServerOptions = { maxHeaderSize: MAX_HEADER_BYTES };

export interface AdminOptions {
  readonly address: AdminAddress;
  /** Undefined: without TLS. */
  readonly tls?: AdminTls | undefined;
  readonly routes: AdminRoutes;
  readonly gate: Gate;
  readonly health: HealthReporter;
  readonly log: Log;
  readonly countError: (where: InternalPart) => void;
  /** Told once it listens. */
  readonly onListening?: () => void;
  /** Told that the address is taken, in place of health and log; `report` tells those after all. */
  readonly onTaken?: ((report: () => void) => void) | undefined;
}

/**
 * Serves the admin port. It never keeps the gateway alive, and a port that cannot be had costs one line in the log
 * and a degraded health.
 * @throws Error if a file for TLS cannot be read: without TLS it would be another port than the one that was asked for
 */
export function startAdminServer(options: AdminOptions): Server {
  const { address, tls, routes, gate, countError, health, log } = options;
  const server = tls === undefined ? createServer(LIMITS) : createTlsServer(tls, log);
  const serving = { gate, countError, trustsCertificates: tls?.clientCa !== undefined };
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = MAX_CONNECTIONS;
  excludeServer(server);
  server.on('request', (request, response) => {
    const { method, url } = request;
    void serve(serving, { request, response }, match(routes, method, url));
  });
  server.on('connection', (socket) => socket.unref());
  server.on('error', (error: NodeJS.ErrnoException) => {
    const report = (): void => {
      const message = `no /metrics and /health on ${notListening(address, error)}`;
      health.report('admin', 'degraded', message);
      log.warn(message);
    };
    if (error.code === 'EADDRINUSE' && options.onTaken !== undefined) options.onTaken(report);
    else report();
  });
  server.once('listening', () => {
    const url = describeAddress(actual(server, address), tls === undefined ? 'http' : 'https');
    health.report('admin', 'ok', `listening on ${url}`);
    if (address.socket === undefined && address.port === 0) log.info(`admin port listens on ${url}`);
    options.onListening?.();
  });
  listen(server, address);
  server.unref();
  return server;
}

/**
 * Clients without a certificate, or with one that nobody here has signed, are let in as far as the gate lets them: a
 * probe has none.
 */
function createTlsServer(tls: AdminTls, log: Log): Server {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only where TLS is asked for
  const { createServer: create } = require('node:https') as typeof https;
  const requestCert = tls.clientCa !== undefined;
  const server = create({ ...LIMITS, ...readTls(tls), requestCert, rejectUnauthorized: false });
  server.on('secureConnection', (socket) => socket.unref());
  rereadTls(server, tls, ({ message }) => log.warn(`admin port keeps its certificate: ${message}`));
  return server;
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
