import { randomBytes } from 'node:crypto';
import { Agent, type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import type { Exchange, RequestStep } from '../../examples/frame';

/** A request without an answer by then has failed. */
const TIMEOUT_MS = 30_000;

/** More of a body is counted and not kept. */
const BODY_KEPT = 64 * 1024;

/** Restarts leave no half-open connection behind: each request has its own. */
const agent = new Agent({ keepAlive: false });

/**
 * Sends one request, in a trace of its own that its caller has sampled. Never rejects: what went wrong is its status.
 * @param base URL of the process that it goes to
 */
export function exchange(
  base: string,
  {
    method,
    path,
    route,
    headers = {},
    body,
    hangUpAfterMs,
    tags = {},
    answersAlone = false,
    leadsTo = [],
    to = 'gateway',
  }: Omit<RequestStep, 'kind' | 'path'> & { readonly path: string },
): Promise<Exchange> {
  const traceId = randomBytes(16).toString('hex');
  const payload = body === undefined ? '' : JSON.stringify(body);
  return new Promise((resolve) => {
    let kept = '';
    let receivedBytes = 0;
    let received: IncomingHttpHeaders = {};
    let hungUp = false;
    const end = (status: Exchange['status']): void =>
      resolve({
        ...{ to, method, route, path, status, tags, traceId, answersAlone, leadsTo },
        ...{ sentBytes: Buffer.byteLength(payload), receivedBytes, headers: received, body: kept },
      });
    const outgoing = httpRequest(
      base + path,
      {
        method,
        agent,
        timeout: TIMEOUT_MS,
        headers: {
          traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          'content-length': Buffer.byteLength(payload),
          ...headers,
        },
      },
      (incoming) => {
        received = incoming.headers;
        incoming.setEncoding('utf8').on('data', (chunk: string) => {
          receivedBytes += Buffer.byteLength(chunk);
          if (kept.length < BODY_KEPT) kept += chunk;
        });
        incoming.once('end', () => end(incoming.statusCode ?? 'failed'));
        incoming.once('error', () => end(hungUp ? 'aborted' : 'failed'));
      },
    );
    outgoing.once('timeout', () => outgoing.destroy());
    outgoing.once('error', () => end(hungUp ? 'aborted' : 'failed'));
    if (hangUpAfterMs !== undefined) {
      const timer = setTimeout(() => {
        hungUp = true;
        outgoing.destroy(new Error('hung up'));
      }, hangUpAfterMs);
      outgoing.once('close', () => clearTimeout(timer));
    }
    outgoing.end(payload);
  });
}
