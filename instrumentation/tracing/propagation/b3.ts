import type { SpanContext } from '@opentelemetry/api';
import type { CallersWish, ContextFormat, Extracted } from './format';
import { isSampled, remoteSpan } from './ids';

/** Longest header that can be valid: 32 + 16 + 1 + 16 digits and the dashes between. */
const MAX_LENGTH = 68;
const SPAN_ID = /^[0-9a-f]{16}$/;

/** B3 in one header: `b3: <trace id>-<span id>-<state>-<parent span id>`, the last two optional, or a state alone. */
export const b3Single: ContextFormat = {
  name: 'b3',
  fields: ['b3'],
  extract(read) {
    const header = read('b3')?.trim();
    if (header === undefined || header.length > MAX_LENGTH) return undefined;
    const parts = header.split('-');
    const [traceId = '', spanId, state, parentId, ...rest] = parts;
    if (spanId === undefined) return alone(traceId);
    if (rest.length > 0 || (parentId !== undefined && !SPAN_ID.test(parentId))) return undefined;
    return extracted(traceId, spanId, state);
  },
  inject(spanContext, wish, write) {
    write('b3', `${spanContext.traceId}-${spanContext.spanId}-${stateOf(spanContext, wish)}`);
  },
};

const X_TRACE_ID = 'x-b3-traceid';
const X_SPAN_ID = 'x-b3-spanid';
const X_SAMPLED = 'x-b3-sampled';
const X_FLAGS = 'x-b3-flags';

/** B3 in several headers: `X-B3-TraceId`, `X-B3-SpanId`, `X-B3-Sampled`, `X-B3-Flags`. */
export const b3Multi: ContextFormat = {
  name: 'b3multi',
  fields: [X_TRACE_ID, X_SPAN_ID, X_SAMPLED, X_FLAGS],
  extract(read) {
    const state = read(X_FLAGS)?.trim() === '1' ? 'd' : sampledState(read(X_SAMPLED)?.trim());
    const traceId = read(X_TRACE_ID)?.trim();
    if (traceId === undefined) return state === undefined ? undefined : alone(state);
    return extracted(traceId, read(X_SPAN_ID)?.trim() ?? '', state);
  },
  inject(spanContext, wish, write) {
    write(X_TRACE_ID, spanContext.traceId);
    write(X_SPAN_ID, spanContext.spanId);
    // Debug implies sampled; the specification wants only one of them.
    if (wish === 'debug') write(X_FLAGS, '1');
    else write(X_SAMPLED, isSampled(spanContext) ? '1' : '0');
  },
};

/** Early tracers wrote words. */
function sampledState(text: string | undefined): string | undefined {
  if (text === 'true') return '1';
  return text === 'false' ? '0' : text;
}

function extracted(traceId: string, spanId: string, state: string | undefined): Extracted | undefined {
  if (state !== undefined && !/^[01d]$/.test(state)) return undefined;
  const spanContext = remoteSpan(traceId, spanId, state === '1' || state === 'd');
  return spanContext && { spanContext, wish: { d: 'debug' as const }[state ?? ''] ?? deferred(state) };
}

function deferred(state: string | undefined): CallersWish | undefined {
  return state === undefined ? 'deferred' : undefined;
}

function alone(state: string): Extracted | undefined {
  const wishes: Readonly<Record<string, CallersWish>> = { '0': 'denied', '1': 'accepted', d: 'debug' };
  const wish = Object.hasOwn(wishes, state) ? wishes[state] : undefined;
  return wish && { spanContext: undefined, wish };
}

function stateOf(spanContext: SpanContext, wish: CallersWish | undefined): string {
  if (wish === 'debug') return 'd';
  return isSampled(spanContext) ? '1' : '0';
}
