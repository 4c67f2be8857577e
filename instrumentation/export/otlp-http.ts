import * as http from 'node:http';
import * as https from 'node:https';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import type { OtlpTarget } from '../config/types';
import { excludeAgent } from '../http/own-agents';
import { detached } from './detached';
import { type HttpAnswer, refusedWith, unanswered } from './http-outcome';
import { encode, type OtlpSignal, rejectedBy } from './otlp-signal';
import { readTlsFiles } from './tls-files';
import type { SendResult, Transport } from './transport';

/** More of an answer is not read: the refusals and partial successes of collectors are far shorter. */
const MAX_ANSWER_BYTES = 64 * 1024;

const gzip = promisify(zlib.gzip);

/**
 * OTLP over HTTP with protobuf bodies, on one kept-alive connection. Its agent is marked as the preload's own, so that
 * no hook measures its calls; its sockets never keep the process alive. Throws if a certificate cannot be read.
 */
export function otlpHttpTransport<T, R>(target: OtlpTarget, signal: OtlpSignal<T, R>): Transport<T> {
  const { agent, request } = connection(target);
  const run = detached();
  const call = async (body: Uint8Array): Promise<SendResult> => {
    const compressed = target.compression === 'gzip' ? await gzip(body) : body;
    const answer = await exchange(request, compressed, target.timeoutMs);
    const accepted = answer.status >= 200 && answer.status < 300;
    return accepted
      ? { ok: true, rejected: rejectedBy(signal, answer.body) }
      : refusedWith(answer, Date.now());
  };
  return {
    send: (items, done) =>
      run(() => {
        // Outside of the promise: a batch that cannot be serialised is to be thrown.
        const body = encode(signal, items);
        void call(body).catch(unanswered).then(done);
      }),
    close: () => agent.destroy(),
  };
}

type MakeRequest = () => http.ClientRequest;

function connection(target: OtlpTarget): { readonly agent: http.Agent; readonly request: MakeRequest } {
  const url = new URL(target.endpoint);
  const secure = url.protocol === 'https:';
  const options = { keepAlive: true, maxSockets: 1 };
  const agent = secure
    ? new https.Agent({ ...options, ...readTlsFiles(target.tls) })
    : new http.Agent(options);
  excludeAgent(agent);
  const headers = {
    ...target.headers,
    'content-type': 'application/x-protobuf',
    ...(target.compression === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
  };
  const { request } = secure ? https : http;
  return { agent, request: () => request(url, { method: 'POST', agent, headers }) };
}

/**
 * Sends a body and resolves to the answer. Rejects when there is none in time. A kept-alive connection that the
 * collector had closed at the same moment is no failure of the collector: the call is repeated once, on a new one.
 */
async function exchange(request: MakeRequest, body: Uint8Array, timeoutMs: number): Promise<HttpAnswer> {
  const deadline = Date.now() + timeoutMs;
  const first = request();
  try {
    return await answerTo(first, body, timeoutMs);
  } catch (error) {
    const stale = first.reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET';
    const left = deadline - Date.now();
    if (!stale || left <= 0) throw error;
    return answerTo(request(), body, left);
  }
}

function answerTo(request: http.ClientRequest, body: Uint8Array, timeoutMs: number): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)),
      timeoutMs,
    ).unref();
    request.once('close', () => clearTimeout(timer));
    request.once('socket', (socket) => socket.unref());
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length <= MAX_ANSWER_BYTES) chunks.push(chunk);
      });
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'],
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.end(body);
  });
}
