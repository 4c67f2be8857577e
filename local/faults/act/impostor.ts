import { createServer } from 'node:http';
import { GATEWAY } from '../../../examples/frame';
import { adminPort } from '../../examples/ports';
import { LOOPBACK } from '../../ports';
import type { Cure, Rig } from '../fault';

/** In place of the gateway something else listens on its ports, and answers every request with metrics of its own. */
export async function replaceGateway({ stack }: Rig): Promise<Cure> {
  await stack.halt(GATEWAY, 'SIGTERM');
  const ports = [stack.at.port(GATEWAY), stack.at.port(adminPort(GATEWAY))];
  const servers = await Promise.all(
    ports.map(async (port) => {
      const server = createServer((request, response) => {
        request.resume();
        response.setHeader('content-type', 'text/plain; version=0.0.4');
        response.end('something_else 1\n');
      });
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, LOOPBACK, resolve);
      });
      return server;
    }),
  );
  return async () => {
    for (const server of servers) {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    }
    await stack.resume(GATEWAY);
  };
}
