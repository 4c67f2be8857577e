import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A JSON document that was posted. */
export interface Post<T> {
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: T;
}

export interface HttpReceiver<T> {
  /** Base URL without a trailing slash. */
  readonly url: string;
  /** What was posted and accepted, in the order of arrival. */
  received(): readonly Post<T>[];
  /** Lets every call fail with this status from now on; undefined ends that. */
  fail(status: number | undefined): void;
  close(): Promise<void>;
}

/**
 * A server on the loopback interface that takes JSON, for tests.
 * @param answer what to answer to a document: a status and a body
 */
export async function startHttpReceiver<T>(
  answer: (body: T) => { readonly status: number; readonly body: string },
): Promise<HttpReceiver<T>> {
  const posts: Post<T>[] = [];
  let failure: number | undefined;
  const server = createServer((request, response) => {
    void text(request).then((given) => {
      if (failure !== undefined) return response.writeHead(failure).end();
      const body = parsed<T>(given);
      const { status, body: reply } = body === undefined ? { status: 400, body: 'no JSON' } : answer(body);
      if (body !== undefined && status < 300) {
        posts.push({ at: Date.now(), path: request.url ?? '/', headers: request.headers, body });
      }
      return response.writeHead(status).end(reply);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => [...posts],
    fail: (status) => (failure = status),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  return body;
}

function parsed<T>(body: string): T | undefined {
  try {
    return JSON.parse(body) as T;
  } catch {
    return undefined;
  }
}
