import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { decodeLogs, decodeSpans, type ReceivedLog, type ReceivedSpan } from './otlp-decode';

/** How a stand-in answers a call: 200, or what is given. `undefined` never answers, `reset` breaks the connection. */
export type HttpReply =
  | 'accept'
  | 'reset'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: Buffer }
  | undefined;

/** Stand-in for a collector's OTLP/HTTP receiver: keeps in memory what it accepts. */
export interface OtlpHttpReceiver {
  readonly endpoint: string;
  readonly spans: readonly ReceivedSpan[];
  readonly logs: readonly ReceivedLog[];
  /** Export calls so far, accepted or not. */
  readonly requests: readonly http.IncomingMessage[];
  /** Connections that were opened so far. */
  readonly connections: number;
  /** Decides on the calls to come; the first is call 1. */
  answer: (call: number) => HttpReply;
  stop(): Promise<void>;
}

/** Starts a stand-in on a free port; with TLS if a certificate is given. */
export async function startOtlpHttpReceiver(tls?: https.ServerOptions): Promise<OtlpHttpReceiver> {
  const spans: ReceivedSpan[] = [];
  const logs: ReceivedLog[] = [];
  const requests: http.IncomingMessage[] = [];
  let connections = 0;
  const take = (request: http.IncomingMessage, body: Buffer): void => {
    const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    if (request.url?.endsWith('/v1/logs') === true) logs.push(...decodeLogs(plain));
    else spans.push(...decodeSpans(plain));
  };
  const handle: http.RequestListener = (request, response) => {
    requests.push(request);
    const reply = receiver.answer(requests.length);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (reply === 'accept') take(request, Buffer.concat(chunks));
      if (reply === 'accept') response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
      else if (reply === 'reset') request.socket.resetAndDestroy();
      else if (reply !== undefined) response.writeHead(reply.status, reply.headers).end(reply.body);
    });
  };
  const server = tls === undefined ? http.createServer(handle) : https.createServer(tls, handle);
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const scheme = tls === undefined ? 'http' : 'https';
  const receiver = {
    endpoint: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    logs,
    requests,
    get connections() {
      return connections;
    },
    answer: (_call: number): HttpReply => 'accept',
    stop: async (): Promise<void> => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return receiver;
}
