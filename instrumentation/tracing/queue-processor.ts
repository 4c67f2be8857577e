import { TraceFlags } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { Sender } from '../export';

/**
 * Hands each sampled span that ends to the export queue, which does all the rest.
 * @param deliver puts a span into the queue
 */
export function queueProcessor(
  deliver: (span: ReadableSpan) => void,
  sender: Pick<Sender<ReadableSpan>, 'flush' | 'shutdown'>,
  flushMs: number,
): SpanProcessor {
  return {
    onStart: () => undefined,
    onEnd(span) {
      if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0) deliver(span);
    },
    forceFlush: () => sender.flush(flushMs),
    shutdown: () => sender.shutdown(flushMs),
  };
}
