import { once } from 'node:events';
import * as http from 'node:http';
import * as http2 from 'node:http2';
import * as https from 'node:https';

/** How a gateway of the matrix is spoken to. */
export interface Client {
  /** Sends a request and resolves with the body of the answer. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<string>;
  /** Sends a request that gets no answer; the returned function gives it up. */
  hold(path: string): () => void;
  close(): void;
}

/** Client of the gateway of that name: its name tells the protocol. */
export function clientOf(name: string, port: number): Client {
  if (name.startsWith('http2')) return http2Client(port);
  const { request } = name === 'https' ? https : http;
  const send = (path: string, headers = {}) => {
    const options = { host: '127.0.0.1', port, path, headers, agent: false, rejectUnauthorized: false };
    return request(options as https.RequestOptions).end();
  };
  return {
    get: async (path, headers) => {
      const [response] = (await once(send(path, headers), 'response')) as [http.IncomingMessage];
      return bodyOf(response);
    },
    hold: (path) => {
      const held = send(path).on('error', () => undefined);
      return () => held.destroy();
    },
    close: () => undefined,
  };
}

function http2Client(port: number): Client {
  const session = http2.connect(`http://127.0.0.1:${port}`);
  return {
    get: (path, headers) => bodyOf(session.request({ ':path': path, ...headers })),
    hold: (path) => {
      const held = session.request({ ':path': path }).on('error', () => undefined);
      return () => held.close(http2.constants.NGHTTP2_CANCEL);
    },
    close: () => session.close(),
  };
}

async function bodyOf(stream: NodeJS.ReadableStream): Promise<string> {
  let body = '';
  for await (const chunk of stream) body += String(chunk);
  return body;
}
