import type { ISerializer } from '@opentelemetry/otlp-transformer';

/** What the transports have to know of a signal. */
export interface OtlpSignal<T, R> {
  /** Path of its unary gRPC method, e.g. `/opentelemetry.proto.collector.trace.v1.TraceService/Export`. */
  readonly method: string;
  readonly serializer: ISerializer<T[], R>;
  /** Items that the collector refused although it accepted the call. */
  readonly rejected: (response: R) => number;
}

/** The request body of a batch. Throws if it cannot be serialised. */
export function encode<T, R>(signal: OtlpSignal<T, R>, items: readonly T[]): Uint8Array {
  const request = signal.serializer.serializeRequest([...items]);
  if (request === undefined) throw new Error('the batch could not be serialised');
  return request;
}

/** Items that an accepted call has refused all the same (OTLP partial success). */
export function rejectedBy<T, R>(signal: OtlpSignal<T, R>, response: Uint8Array | undefined): number {
  if (response === undefined || response.length === 0) return 0;
  try {
    // A view into a pooled buffer is more than the deserialiser expects.
    return Number(signal.rejected(signal.serializer.deserializeResponse(Uint8Array.from(response))));
  } catch {
    // The call was accepted; a response that cannot be read says nothing against the items.
    return 0;
  }
}
