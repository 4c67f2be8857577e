import type { OtlpTarget } from '../config/types';
import type * as OtlpGrpc from './otlp-grpc';
import type * as OtlpHttp from './otlp-http';
import type { OtlpSignal } from './otlp-signal';
import type { Transport } from './transport';

/** The transport of the target's protocol; the other one is not even loaded. */
export function otlpTransport<T, R>(target: OtlpTarget, signal: OtlpSignal<T, R>): Transport<T> {
  /* eslint-disable @typescript-eslint/no-require-imports -- each costs memory, and grpc-js a good part of the start */
  if (target.protocol === 'grpc') {
    const { otlpGrpcTransport } = require('./otlp-grpc') as typeof OtlpGrpc;
    return otlpGrpcTransport(target, signal);
  }
  const { otlpHttpTransport } = require('./otlp-http') as typeof OtlpHttp;
  /* eslint-enable @typescript-eslint/no-require-imports */
  return otlpHttpTransport(target, signal);
}
