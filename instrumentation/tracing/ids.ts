import type { IdGenerator } from '@opentelemetry/sdk-trace';
import { randomFillSync } from 'node:crypto';

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;
/** Random bytes that are drawn at once: to ask for a few each time would cost more than all else about an id. */
const POOL_BYTES = 4096;

/** Ids of traces and spans, from a pool of random bytes. */
export class Ids implements IdGenerator {
  readonly #pool = Buffer.allocUnsafe(POOL_BYTES);
  #at = POOL_BYTES;
  #given: string | undefined;

  generateTraceId(): string {
    return this.#given ?? this.#next(TRACE_ID_BYTES);
  }

  generateSpanId(): string {
    return this.#next(SPAN_ID_BYTES);
  }

  /** Runs `make` with this trace id for the root span that it makes. */
  givingTraceId<T>(traceId: string, make: () => T): T {
    this.#given = traceId;
    try {
      return make();
    } finally {
      this.#given = undefined;
    }
  }

  #next(bytes: number): string {
    if (this.#at + bytes > POOL_BYTES) {
      randomFillSync(this.#pool);
      this.#at = 0;
    }
    // A text of its own for each: a part of a longer one would keep all of it in memory, for as long as an exemplar.
    const id = this.#pool.toString('hex', this.#at, (this.#at += bytes));
    // Zeros alone are no valid id; a span id has them once in 10^19 draws.
    return /[^0]/.test(id) ? id : this.#next(bytes);
  }
}
