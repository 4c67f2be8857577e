import { createContextKey, type SpanContext } from '@opentelemetry/api';
import type { PropagatorName } from '../../config/propagators';

/** A format that carries a trace context. */
export type FormatName = Exclude<PropagatorName, 'baggage'>;

/**
 * What a caller said about sampling beyond the sampled flag:
 * - `deferred`: nothing, so that the decision is made here (B3 without a sampling state)
 * - `debug`: record this trace whatever the rules are, and pass that on (B3 `d`, Jaeger flag 2)
 * - `denied`, `accepted`: a decision without a trace to continue (B3 `0` or `1` alone)
 */
export type CallersWish = 'deferred' | 'debug' | 'denied' | 'accepted';

/** Where the context of a request holds the caller's wish; mostly there is none. */
export const WISH = createContextKey('gatewatch.wish');

/** What the headers of one format say. */
export interface Extracted {
  /** The caller's span, valid; undefined where the headers carry a wish alone. */
  readonly spanContext: SpanContext | undefined;
  readonly wish: CallersWish | undefined;
}

export type ReadHeader = (name: string) => string | undefined;
export type WriteHeader = (name: string, value: string) => void;

/** One format of the trace context in headers. Neither function throws, both take time linear in the headers. */
export interface ContextFormat {
  readonly name: FormatName;
  /** Headers that it writes, in lower case. */
  readonly fields: readonly string[];
  /** What the headers say; undefined if they say nothing, or nothing that is valid. */
  extract(read: ReadHeader): Extracted | undefined;
  inject(spanContext: SpanContext, wish: CallersWish | undefined, write: WriteHeader): void;
}
