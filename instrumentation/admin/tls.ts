import { readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import type { AdminTls } from '../config/types';

/** How often the files are looked at again: certificates are renewed days before they end. */
const REREAD_MS = 60_000;

/**
 * What the files of the configuration hold.
 * @throws Error that names the variable and the file that cannot be read
 */
export function readTls({ certificate, key, clientCa }: AdminTls): SecureContextOptions {
  return {
    cert: read('CERTIFICATE', certificate),
    key: read('KEY', key),
    ...(clientCa === undefined ? {} : { ca: read('CLIENT_CA', clientCa) }),
  };
}

/**
 * Reads the files again every minute, so that certificates may be renewed while the gateway runs. What cannot be read,
 * or is no certificate, changes nothing: half of a renewal is not the time to close the port.
 * @param failed told what was wrong
 */
export function rereadTls(server: Server, files: AdminTls, failed: (error: Error) => void): void {
  const timer = setInterval(() => {
    try {
      server.setSecureContext(readTls(files));
    } catch (error) {
      failed(error as Error);
    }
  }, REREAD_MS);
  timer.unref();
  server.once('close', () => clearInterval(timer));
}

function read(setting: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`GATEWATCH_ADMIN_TLS_${setting}: ${path} cannot be read (${code})`, { cause: error });
  }
}
