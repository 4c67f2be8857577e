import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A request that every run of a server makes. */
export interface Call {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  /** What `http.route` is under the preload; `unmatched` where the server names no route. */
  readonly route: string;
}

/** How to start a server. */
export interface Start {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A server from npm that knows nothing of this project. */
export interface ThirdParty {
  readonly name: string;
  readonly version: string;
  readonly what: string;
  /** Script below its package. */
  readonly script: string;
  /** Writes what it serves into `folder` and says how to start it. */
  prepare(folder: string, port: number): Promise<Start>;
  /** @param upstream address of a server that echoes */
  calls(upstream: string): readonly Call[];
  /** True if it calls the upstream. */
  readonly isProxy?: boolean;
}

const JSON_BODY = { 'content-type': 'application/json' };

export const SERVERS: readonly ThirdParty[] = [
  {
    name: 'http-server',
    version: '14.1.1',
    what: 'static files on node:http',
    script: 'bin/http-server',
    prepare: async (folder, port) => {
      await mkdir(join(folder, 'docs'));
      await writeFile(join(folder, 'hello.txt'), 'hello\n');
      await writeFile(join(folder, 'docs', 'index.html'), '<h1>docs</h1>\n');
      return { args: [folder, '-a', '127.0.0.1', '-p', String(port), '-s'] };
    },
    calls: () => [
      { path: '/hello.txt', status: 200, route: 'unmatched' },
      { path: '/docs/', status: 200, route: 'unmatched' },
      { path: '/hello.txt', headers: { range: 'bytes=0-1' }, status: 206, route: 'unmatched' },
      { path: '/nothing', status: 404, route: 'unmatched' },
    ],
  },
  {
    name: 'json-server',
    version: '0.17.4',
    what: 'a REST interface with mounted routers of Express 4',
    script: 'lib/cli/bin.js',
    prepare: async (folder, port) => {
      const file = join(folder, 'db.json');
      await writeFile(file, JSON.stringify({ orders: [{ id: 7, item: 'tea' }] }));
      return { args: [file, '--host', '127.0.0.1', '--port', String(port), '--quiet'] };
    },
    calls: () => [
      { path: '/orders/7', status: 200, route: '/orders/:id' },
      { path: '/orders?item=tea', status: 200, route: '/orders' },
      {
        path: '/orders',
        method: 'POST',
        headers: JSON_BODY,
        body: JSON.stringify({ item: 'milk' }),
        status: 201,
        route: '/orders',
      },
      { path: '/orders/8', status: 200, route: '/orders/:id' },
      { path: '/orders/9', status: 404, route: '/orders/:id' },
    ],
  },
  {
    name: 'cors-anywhere',
    version: '0.4.4',
    what: 'a proxy with http-proxy',
    script: 'server.js',
    isProxy: true,
    prepare: async (_folder, port) => ({ args: [], env: { HOST: '127.0.0.1', PORT: String(port) } }),
    calls: (upstream) => [
      { path: `/${upstream}/echo?a=1`, headers: { origin: 'http://shop' }, status: 200, route: 'unmatched' },
      {
        path: `/${upstream}/echo`,
        method: 'POST',
        headers: { origin: 'http://shop', 'content-type': 'text/plain' },
        body: 'posted',
        status: 200,
        route: 'unmatched',
      },
      { path: `/${upstream}/echo`, status: 400, route: 'unmatched' },
      { path: '/', status: 200, route: 'unmatched' },
    ],
  },
];
