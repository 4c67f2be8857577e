import type { Span } from '@opentelemetry/api';
import { isSampled } from './propagation/ids';

/** Trace id of a span that will be exported, for exemplars; undefined of one that is only recorded. */
export function exportedTrace(span: Span): string | undefined {
  const context = span.spanContext();
  return isSampled(context) ? context.traceId : undefined;
}
