import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listen, shut } from './listen';

/** A server of others with a certificate, which is renewed in time or not. */
export interface TlsServer {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** From now on it shows a certificate that ends in so many days. */
  present(days: number): Promise<void>;
  close(): Promise<void>;
}

/** @param days until the certificate ends that it begins with */
export async function startTlsServer(days: number): Promise<TlsServer> {
  const server = createServer(await certificate(days), (request, response) => {
    request.resume();
    response.end();
  });
  const address = await listen(server);
  return {
    address,
    present: async (left) => server.setSecureContext(await certificate(left)),
    close: () => shut(server),
  };
}

const REQUEST = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost';

async function certificate(days: number): Promise<{ readonly key: string; readonly cert: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'gatewatch-tls-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const files = ['-days', String(days), '-keyout', key, '-out', cert];
    await promisify(execFile)('openssl', [...REQUEST.split(' '), ...files]);
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
