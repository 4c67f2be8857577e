import type { OtlpSignal } from './otlp-signal';
import { partialSuccess } from './partial-success';

/** A signal whose batches are encoded already: each item is a whole request. */
export function encodedSignal(method: string): OtlpSignal<Uint8Array, Uint8Array> {
  return {
    method,
    serializer: {
      serializeRequest: ([bytes]) => bytes,
      deserializeResponse: (response) => response,
    },
    rejected: partialSuccess,
  };
}
