import type { Transport } from './transport';

/** A transport that is made when it is first needed, or ahead of that by `warm`. */
export interface LazyTransport<T> extends Transport<T> {
  /** Makes the transport now. Never throws: what goes wrong shows at the first send. */
  warm(): void;
}

/**
 * Puts off `make`, which loads modules that a gateway's start should not wait for.
 * A `make` that throws fails every batch with its reason, and is tried again at the next one.
 */
export function lazyTransport<T>(make: () => Transport<T>): LazyTransport<T> {
  let transport: Transport<T> | undefined;
  return {
    warm() {
      try {
        transport ??= make();
      } catch {
        // The first send meets the same error and reports it.
      }
    },
    send(items, done) {
      transport ??= make();
      transport.send(items, done);
    },
    close: () => transport?.close(),
  };
}
