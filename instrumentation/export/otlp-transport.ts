import type { OtlpTarget } from '../config/types';
import type * as OtlpGrpc from './otlp-grpc';
import type * as OtlpHttp from './otlp-http';
import { encode, type OtlpSignal } from './otlp-signal';
import type { Capture } from './parcel';
import type { Transport } from './transport';

/** The transport of the target's protocol; the other one is not even loaded. */
export function otlpTransport<T, R>(target: OtlpTarget | Capture, signal: OtlpSignal<T, R>): Transport<T> {
  if ('capture' in target) return captured(target, signal);
  /* eslint-disable @typescript-eslint/no-require-imports -- each costs memory, and grpc-js a good part of the start */
  if (target.protocol === 'grpc') {
    const { otlpGrpcTransport } = require('./otlp-grpc') as typeof OtlpGrpc;
    return otlpGrpcTransport(target, signal);
  }
  const { otlpHttpTransport } = require('./otlp-http') as typeof OtlpHttp;
  /* eslint-enable @typescript-eslint/no-require-imports */
  return otlpHttpTransport(target, signal);
}

function captured<T, R>({ capture }: Capture, signal: OtlpSignal<T, R>): Transport<T> {
  return {
    send: (items, done) => {
      capture(signal.method, encode(signal, items));
      done({ ok: true, rejected: 0 });
    },
    close: () => undefined,
  };
}
