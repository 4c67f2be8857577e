import { TraceFlags } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { Sender } from '../export';

/** Hands each sampled span that ends to the export queue, which does all the rest. */
export function queueProcessor(sender: Sender<ReadableSpan>, flushMs: number): SpanProcessor {
  return {
    onStart: () => undefined,
    onEnd(span) {
      if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0) sender.offer(span);
    },
    forceFlush: () => sender.flush(flushMs),
    shutdown: () => sender.shutdown(flushMs),
  };
}
