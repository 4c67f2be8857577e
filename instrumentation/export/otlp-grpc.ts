import type * as Grpc from '@grpc/grpc-js';
import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import type { ISerializer } from '@opentelemetry/otlp-transformer';
import { AsyncResource } from 'node:async_hooks';
import type { OtlpTarget } from '../config/types';
import { isRetryable, statusName } from './grpc-status';
import type { SendResult, Transport } from './transport';

/** A dead collector answers nothing; the channel itself must not be what delays the next attempt. */
const RECONNECT_BACKOFF_MS = { initial: 200, max: 1_000 } as const;

export interface OtlpGrpcOptions<T, R> {
  /** An `http://` endpoint is plain text, `https://` is TLS with the system's roots. */
  readonly target: OtlpTarget;
  /** Path of the unary method, e.g. `/opentelemetry.proto.collector.trace.v1.TraceService/Export`. */
  readonly method: string;
  readonly serializer: ISerializer<T[], R>;
  /** Items that the collector refused although it accepted the call. */
  readonly rejected: (response: R) => number;
}

/**
 * OTLP over gRPC. The stock exporter hides the status code, the partial success and the channel's own backoff
 * (up to two minutes), all of which exact accounting and a quick recovery need; so this drives grpc-js directly.
 * Loads grpc-js, which is why it is itself loaded only after the gateway has started.
 */
export function otlpGrpcTransport<T, R>(options: OtlpGrpcOptions<T, R>): Transport<T> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above: not before it is needed
  const grpc = require('@grpc/grpc-js') as typeof Grpc;
  const { endpoint, headers, timeoutMs } = options.target;
  const url = new URL(endpoint);
  const secure = url.protocol === 'https:';
  const client = new grpc.Client(
    url.port === '' ? `${url.hostname}:${secure ? 443 : 4317}` : url.host,
    secure ? grpc.credentials.createSsl() : grpc.credentials.createInsecure(),
    {
      'grpc.initial_reconnect_backoff_ms': RECONNECT_BACKOFF_MS.initial,
      'grpc.max_reconnect_backoff_ms': RECONNECT_BACKOFF_MS.max,
    },
  );
  const metadata = new grpc.Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);

  const send = (items: readonly T[], done: (result: SendResult) => void): void => {
    const request = options.serializer.serializeRequest([...items]);
    if (request === undefined) throw new Error('the batch could not be serialised');
    client.makeUnaryRequest<Uint8Array, Buffer>(
      options.method,
      (bytes) => Buffer.from(bytes),
      (bytes) => bytes,
      request,
      metadata,
      { deadline: Date.now() + timeoutMs },
      (error: Grpc.ServiceError | null, response?: Buffer) => {
        if (error === null) done({ ok: true, rejected: rejectedBy(options, response) });
        else done({ ok: false, ...failure(error) });
      },
    );
  };

  // Neither the gateway's own async contexts nor a request's span may leak into connections and callbacks here.
  const resource = new AsyncResource('gatewatch.export');
  const suppressed = suppressTracing(ROOT_CONTEXT);
  return {
    send: (items, done) => resource.runInAsyncScope(() => context.with(suppressed, () => send(items, done))),
    close: () => client.close(),
  };
}

function failure(error: Grpc.ServiceError): { retryable: boolean; reason: string } {
  return {
    retryable: isRetryable(error.code, error.details),
    reason: `${statusName(error.code)}: ${error.details}`,
  };
}

function rejectedBy<T, R>(options: OtlpGrpcOptions<T, R>, response: Buffer | undefined): number {
  if (response === undefined || response.length === 0) return 0;
  try {
    return options.rejected(options.serializer.deserializeResponse(Uint8Array.from(response)));
  } catch {
    // The call was accepted; a response that cannot be read says nothing against the items.
    return 0;
  }
}
