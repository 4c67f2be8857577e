import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HealthRegistry } from '../../health/registry';
import { streamLog } from '../../log/log';
import { until } from '../../testing/until';
import type { AdminAddress } from '../address';
import { parseJson } from '../body';
import { createGate } from '../gate';
import { json } from '../response';
import type { AdminHandler, AdminMethod, AdminRoute, AdminRoutes } from '../routes';
import { startAdminServer } from '../server';

export const TOKEN = 's3cret';
const LOOPBACK: AdminAddress = { host: '127.0.0.1', port: 0, socket: undefined };
const open = new Set<Server>();

/** A path that everybody may ask for. */
export const route = (handler: AdminHandler, method: AdminMethod = 'GET'): AdminRoute => ({
  access: 'open',
  methods: { [method]: handler },
});
/** Answers with an empty object. */
export const fine = route(() => json(200, {}));
/** Answers with the JSON that it was sent. */
export const echo = route(async ({ body }) => json(200, parseJson(await body())), 'PUT');

/** Starts an admin server on a free port, or where `change` says, and waits until it listens or has failed. */
export async function startAdminUnderTest(routes: AdminRoutes, change: Partial<AdminAddress> = {}) {
  const lines: string[] = [];
  const errors: string[] = [];
  const health = new HealthRegistry();
  const server = startAdminServer({
    address: { ...LOOPBACK, ...change },
    routes,
    gate: createGate({ token: () => TOKEN, isLocal: true }),
    health,
    log: streamLog((line) => lines.push(line)),
    countError: (where) => errors.push(where),
  });
  open.add(server);
  await until('the server has settled', () => health.components()['admin'] !== undefined);
  const address = server.address() as AddressInfo | null;
  return { server, health, lines, errors, url: `http://127.0.0.1:${address?.port}`, port: address?.port };
}

/** Ends every server that a test has left. */
export function stopAdminServers(): void {
  for (const server of open) {
    server.closeAllConnections();
    server.close();
  }
  open.clear();
}
