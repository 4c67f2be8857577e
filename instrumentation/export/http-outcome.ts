import { retryAfterMs } from './retry-after';
import { readRpcStatus } from './rpc-status';
import type { Refused } from './transport';

/** Statuses after which the OTLP specification lets a client send again. */
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** Those of them that a proxy answers when no collector is behind it, or that a collector answers as it goes. */
const UNREACHABLE: ReadonlySet<number> = new Set([502, 503, 504]);
const PAYLOAD_TOO_LARGE = 413;

/** The answer to an export call over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: Buffer;
}

/**
 * What an answer other than 2xx means for the batch.
 * @param now Unix time in milliseconds
 */
export function refusedWith({ status, retryAfter, body }: HttpAnswer, now: number): Refused {
  const details = readRpcStatus(body);
  const message = details?.message ?? '';
  return {
    ok: false,
    retryable: RETRYABLE.has(status),
    reason: message === '' ? `HTTP ${status}` : `HTTP ${status}: ${message}`,
    unreachable: UNREACHABLE.has(status),
    tooLarge: status === PAYLOAD_TOO_LARGE,
    retryAfterMs: retryAfterMs(retryAfter, now) ?? details?.retryAfterMs,
  };
}

/** What a call means that got no answer. */
export function unanswered(error: Error): Refused {
  const { code } = error as NodeJS.ErrnoException;
  // An address with several records fails with an error whose message is empty.
  const reason = error.message === '' ? (code ?? error.name) : error.message;
  return { ok: false, retryable: true, unreachable: true, reason };
}
