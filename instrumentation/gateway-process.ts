import { basename } from 'node:path';

/** Programs that start gateways but are none; `NODE_OPTIONS=--require` reaches them too. */
const LAUNCHERS = /^(npm|npx|yarn|pnpm|pnpx|corepack)(-cli)?(\.[cm]?js)?$/;

/**
 * True if this thread may be a gateway. Worker threads are not: their requests belong to the main thread's port, and
 * log transports run in them.
 * @param script what `process.argv[1]` holds
 */
export function isGatewayProcess(script: string | undefined, isMainThread: boolean): boolean {
  return isMainThread && !LAUNCHERS.test(basename(script ?? ''));
}
