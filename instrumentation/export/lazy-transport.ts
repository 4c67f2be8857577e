import type { Transport } from './transport';

/** A transport that is made when it is first needed, or ahead of that by `warm`. */
export interface LazyTransport<T> extends Transport<T> {
  /** Makes the transport now. Never throws: what goes wrong shows at the first send. */
  warm(): void;
  /** Ends the transport; the next call makes another, which reads certificates and looks up names anew. */
  renew(): void;
}

/**
 * Puts off `make`, which loads modules that a gateway's start should not wait for.
 * A `make` that throws (a certificate that is not there yet) fails the call, and is tried again at the next one.
 */
export function lazyTransport<T>(make: () => Transport<T>): LazyTransport<T> {
  let transport: Transport<T> | undefined;
  const renew = (): void => {
    transport?.close();
    transport = undefined;
  };
  return {
    warm() {
      try {
        transport ??= make();
      } catch {
        // The first send meets the same error and reports it.
      }
    },
    send(items, done) {
      try {
        transport ??= make();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return done({ ok: false, retryable: true, unreachable: true, reason });
      }
      transport.send(items, done);
    },
    renew,
    close: renew,
  };
}
