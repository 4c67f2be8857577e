import * as http from 'node:http';
import type * as https from 'node:https';
import type { Config } from '../../config/types';
import { excludeAgent } from '../../http/own-agents';
import type { AdminMethod } from '../routes';
import { type TokenSource, tokenSource } from '../token';

/** Longest time that an answer may take, to its last byte. */
const DEADLINE_MS = 10_000;
/** Bytes; a few thousand alerts fit. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** One call of the alert operations server. */
export interface AlertsCall {
  readonly method: AdminMethod;
  /** Below the base URL, percent-encoded, e.g. `/alerts/stats`. */
  readonly path: string;
  readonly query?: URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Milliseconds; 10 s unless given. */
  readonly deadlineMs?: number;
}

export interface AlertsAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Thrown if the server gives no answer, or none that can be handed on. */
export class AlertsFailure extends Error {
  /** @param isAway true if there was no answer at all */
  constructor(
    message: string,
    readonly isAway: boolean,
  ) {
    super(message);
  }
}

/** Calls the alert operations server. These calls are in no metric and no trace of the gateway. */
export class AlertsClient {
  readonly #url: string;
  readonly #token: TokenSource | undefined;
  readonly #protocol: typeof http | typeof https;
  readonly #agent: http.Agent;

  /** The server that the configuration names; undefined if it names none. */
  static of({ alerts }: Pick<Config, 'alerts'>): AlertsClient | undefined {
    if (alerts.url === undefined) return undefined;
    return new AlertsClient(alerts.url, tokenSource({ value: alerts.token, file: alerts.tokenFile }));
  }

  /**
   * @param url base URL, without a slash at its end
   * @param token what the server asks for
   */
  constructor(url: string, token: TokenSource | undefined) {
    this.#url = url;
    this.#token = token;
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only where the URL asks for it
    this.#protocol = url.startsWith('https:') ? (require('node:https') as typeof https) : http;
    this.#agent = new this.#protocol.Agent({ keepAlive: true });
    excludeAgent(this.#agent);
  }

  /**
   * Resolves to the answer, whatever its status.
   * @throws AlertsFailure without one, after 10 s at the latest
   */
  async call({
    method,
    path,
    query,
    headers,
    body,
    deadlineMs = DEADLINE_MS,
  }: AlertsCall): Promise<AlertsAnswer> {
    const search = query === undefined || query.size === 0 ? '' : `?${query}`;
    const signal = AbortSignal.timeout(deadlineMs);
    try {
      const response = await this.#send(`${this.#url}${path}${search}`, {
        method,
        headers: headers ?? {},
        body,
        signal,
      });
      return {
        status: response.statusCode ?? 502,
        contentType: response.headers['content-type'] ?? '',
        body: await read(response),
      };
    } catch (error) {
      if (error instanceof AlertsFailure) throw error;
      const reason = signal.aborted ? `no answer within ${deadlineMs} ms` : reasonOf(error);
      throw new AlertsFailure(`the alert operations server at ${this.#url} is away: ${reason}`, true);
    }
  }

  #send(url: string, { method, headers, body, signal }: Sent): Promise<http.IncomingMessage> {
    const token = this.#token?.();
    return new Promise((resolve, reject) => {
      const request = this.#protocol.request(url, {
        agent: this.#agent,
        method,
        signal,
        headers: {
          ...headers,
          accept: 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          'content-length': Buffer.byteLength(body ?? ''),
        },
      });
      // An answer must not keep the gateway alive.
      request.on('socket', (socket) => socket.unref());
      request.on('response', resolve).on('error', reject);
      request.end(body);
    });
  }
}

interface Sent {
  readonly method: AdminMethod;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly signal: AbortSignal;
}

async function read(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) {
      throw new AlertsFailure(
        `the alert operations server answers with more than ${MAX_ANSWER_BYTES} bytes`,
        false,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
