import { createServer } from 'node:http';
import { listen, shut } from './listen';

/** A service of others that Prometheus scrapes, with as many series as it is told. */
export interface Target {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  setSeries(count: number): void;
  close(): Promise<void>;
}

/** @param series how many it has to begin with */
export async function startTarget(series: number): Promise<Target> {
  let text = exposition(series);
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(text);
  });
  const address = await listen(server);
  return {
    address,
    setSeries: (count) => void (text = exposition(count)),
    close: () => shut(server),
  };
}

function exposition(series: number): string {
  return Array.from({ length: series }, (_, i) => `neighbour_value{i="${i}"} 1\n`).join('');
}
