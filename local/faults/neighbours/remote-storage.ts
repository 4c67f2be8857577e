import { createServer } from 'node:http';
import { listen, shut } from './listen';

/** Stands in for Mimir: takes remote writes and forgets them, or refuses them for now. */
export interface RemoteStorage {
  readonly url: string;
  /** From now on writes are answered with 503, or taken again. */
  refuse(refused: boolean): void;
  close(): Promise<void>;
}

export async function startRemoteStorage(): Promise<RemoteStorage> {
  let refuses = false;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(refuses ? 503 : 204).end());
  });
  const address = await listen(server);
  return {
    url: `http://${address}/api/v1/push`,
    refuse: (refused) => void (refuses = refused),
    close: () => shut(server),
  };
}
