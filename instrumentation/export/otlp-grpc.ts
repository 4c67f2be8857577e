import type * as Grpc from '@grpc/grpc-js';
import type { OtlpTarget } from '../config/types';
import { detached } from './detached';
import { isRetryable, isTooLarge, statusName } from './grpc-status';
import { encode, type OtlpSignal, rejectedBy } from './otlp-signal';
import { readRpcStatus } from './rpc-status';
import { readTlsFiles } from './tls-files';
import type { Refused, SendResult, Transport } from './transport';

/** A dead collector answers nothing; the channel itself must not be what delays the next attempt. */
const RECONNECT_BACKOFF_MS = { initial: 200, max: 1_000 } as const;
/** Trailer with the serialised `google.rpc.Status`. */
const STATUS_DETAILS = 'grpc-status-details-bin';

/**
 * OTLP over gRPC; an `http://` endpoint is plain text, `https://` is TLS. The stock exporter hides the status code,
 * the partial success and the channel's own backoff (up to two minutes), all of which exact accounting and a quick
 * recovery need; so this drives grpc-js directly. Loads grpc-js, which is why it is itself loaded only after the
 * gateway has started. Throws if a certificate cannot be read.
 */
export function otlpGrpcTransport<T, R>(target: OtlpTarget, signal: OtlpSignal<T, R>): Transport<T> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above: not before it is needed
  const grpc = require('@grpc/grpc-js') as typeof Grpc;
  const url = new URL(target.endpoint);
  const secure = url.protocol === 'https:';
  const client = new grpc.Client(
    url.port === '' ? `${url.hostname}:${secure ? 443 : 4317}` : url.host,
    secure ? tlsCredentials(grpc, target) : grpc.credentials.createInsecure(),
    {
      'grpc.initial_reconnect_backoff_ms': RECONNECT_BACKOFF_MS.initial,
      'grpc.max_reconnect_backoff_ms': RECONNECT_BACKOFF_MS.max,
      ...(target.compression === 'gzip'
        ? { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip }
        : {}),
    },
  );
  const metadata = new grpc.Metadata();
  for (const [name, value] of Object.entries(target.headers)) metadata.set(name, value);
  const run = detached();

  const send = (items: readonly T[], done: (result: SendResult) => void): void => {
    client.makeUnaryRequest<Uint8Array, Buffer>(
      signal.method,
      (bytes) => Buffer.from(bytes),
      (bytes) => bytes,
      encode(signal, items),
      metadata,
      { deadline: Date.now() + target.timeoutMs },
      (error: Grpc.ServiceError | null, response?: Buffer) => {
        done(error === null ? { ok: true, rejected: rejectedBy(signal, response) } : refused(error));
      },
    );
  };
  return { send: (items, done) => run(() => send(items, done)), close: () => client.close() };
}

function tlsCredentials(grpc: typeof Grpc, { tls }: OtlpTarget): Grpc.ChannelCredentials {
  const { ca, key, cert } = readTlsFiles(tls);
  return grpc.credentials.createSsl(ca ?? null, key ?? null, cert ?? null);
}

function refused({ code, details, metadata }: Grpc.ServiceError): Refused {
  const status = metadata.get(STATUS_DETAILS)[0];
  return {
    ok: false,
    retryable: isRetryable(code, details),
    reason: `${statusName(code)}: ${details}`,
    unreachable: statusName(code) === 'UNAVAILABLE',
    tooLarge: isTooLarge(code, details),
    retryAfterMs: Buffer.isBuffer(status) ? readRpcStatus(status)?.retryAfterMs : undefined,
  };
}
