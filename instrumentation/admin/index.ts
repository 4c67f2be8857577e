import type { Server } from 'node:http';
import type { Config } from '../config/types';
import type { HealthReporter } from '../health/reporter';
import type { Log } from '../log/log';
import { isLocal } from './address';
import { endpoints, type EndpointSources } from './endpoints';
import { createGate, type Gate } from './gate';
import { startAdminServer } from './server';
import { type TokenSource, tokenSource } from './token';

export interface AdminStart extends Omit<EndpointSources, 'health'> {
  readonly health: EndpointSources['health'] & HealthReporter;
  readonly log: Log;
  /** Told once it listens. */
  readonly onListening?: () => void;
  /** Told that the address is taken, in place of health and log; `report` tells those after all. */
  readonly onTaken?: (report: () => void) => void;
}

/**
 * Starts the admin port with the paths and the protection that the configuration asks for. Undefined if it wants none,
 * or one that cannot be had.
 */
export function startAdmin(start: AdminStart): Server | undefined {
  const { config, registry, health, log } = start;
  const { admin } = config;
  if (admin.port === 'none' && admin.socket === undefined) {
    health.report('admin', 'ok', 'switched off by GATEWATCH_ADMIN_PORT=none');
    return undefined;
  }
  const address = { host: admin.host, port: admin.port === 'none' ? 0 : admin.port, socket: admin.socket };
  const token = tokenSource({ value: admin.token, file: admin.tokenFile });
  const asksCertificate = admin.tls?.clientCa !== undefined;
  for (const message of protectionProblems(admin, token)) {
    health.report('admin.token', 'degraded', message);
    log.warn(message);
  }
  return startAdminServer({
    address,
    tls: admin.tls,
    routes: endpoints(start),
    gate: createGate({ token, isLocal: isLocal(address), asksCertificate }),
    health,
    log,
    countError: (where) => registry.countError(where),
    ...(start.onListening === undefined ? {} : { onListening: start.onListening }),
    onTaken: start.onTaken,
  });
}

/** The gate of what the gateway's own servers serve: whoever reaches them is no neighbour on this machine. */
export function ownServerGate({ admin }: Config): Gate {
  return createGate({ token: tokenSource({ value: admin.token, file: admin.tokenFile }), isLocal: false });
}

/** What keeps guarded paths closed, if anything does. */
function protectionProblems(admin: Config['admin'], token: TokenSource | undefined): string[] {
  const guarded = [...(admin.control ? ['control'] : []), ...(admin.protectMetrics ? ['/metrics'] : [])];
  if (guarded.length === 0) return [];
  if (token === undefined) {
    if (isLocal(admin) || admin.tls?.clientCa !== undefined) return [];
    return [
      `admin port on ${admin.host} answers 403 to all but ${admin.protectMetrics ? '/health' : '/health and /metrics'}: ` +
        'other machines reach it and there is no token; set GATEWATCH_ADMIN_TOKEN or GATEWATCH_ADMIN_TOKEN_FILE' +
        (admin.protectMetrics ? '' : ', or GATEWATCH_ADMIN_CONTROL=false if that is meant'),
    ];
  }
  try {
    token();
    return [];
  } catch (error) {
    return [`admin port answers 503 to what asks for a token: ${(error as Error).message}`];
  }
}
