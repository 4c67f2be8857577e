import {
  type Context,
  defaultTextMapSetter,
  type SpanContext,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
  isSpanContextValid,
  trace,
} from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import type { PropagatorName } from '../../config/propagators';
import type { Redactor } from '../../redaction/redactor';
import { b3Multi, b3Single } from './b3';
import { allowedBaggage } from './baggage';
import {
  type CallersWish,
  type ContextFormat,
  type Extracted,
  type FormatName,
  WISH,
  type WriteHeader,
} from './format';
import { isSameSpan, isSampled } from './ids';
import { jaeger } from './jaeger';
import { traceContext } from './tracecontext';

export interface PropagationOptions {
  readonly names: readonly PropagatorName[];
  /** Keys of baggage that is taken in and handed on. */
  readonly baggage: readonly string[];
  readonly redactor: Redactor;
  /** Called when the headers of a format were set aside because those of another say something else. */
  readonly onConflict: (ignored: FormatName) => void;
}

/** Reads and writes the trace context of a request. */
export interface Propagator extends TextMapPropagator {
  /** Adds what `inject` would add with this valid span as the active one, whether or not tracing is suppressed. */
  injectSpan(span: SpanContext, context: Context, headers: Record<string, string>): void;
}

const FORMATS: Readonly<Record<FormatName, () => ContextFormat>> = {
  tracecontext: traceContext,
  b3: () => b3Single,
  b3multi: () => b3Multi,
  jaeger: () => jaeger,
};

/**
 * Reads and writes every format of the list. Where the headers of a request carry more than one context, W3C Trace
 * Context wins, then the order of the list; the composite of the OpenTelemetry core lets the last one win, so that a
 * mesh that adds B3 to a request tears its W3C trace apart.
 */
export function createPropagator({ names, baggage, redactor, onConflict }: PropagationOptions): Propagator {
  const formats = byPrecedence(names).map((name) => FORMATS[name]());
  const baggageFormat = names.includes('baggage') ? allowedBaggage(baggage, redactor) : undefined;
  const injectSpan = (span: SpanContext, context: Context, write: WriteHeader): void => {
    const wish = context.getValue(WISH) as CallersWish | undefined;
    for (const format of formats) format.inject(span, wish, write);
  };
  return {
    injectSpan(span, context, headers) {
      injectSpan(span, context, (name, value) => (headers[name] = value));
      baggageFormat?.inject(context, headers, defaultTextMapSetter);
    },
    fields: () => [...formats.flatMap(({ fields }) => fields), ...(baggageFormat?.fields() ?? [])],
    extract<C>(context: Context, carrier: C, getter: TextMapGetter<C>): Context {
      const read = (name: string): string | undefined => {
        const value = getter.get(carrier, name);
        const first: unknown = Array.isArray(value) ? value[0] : value;
        return typeof first === 'string' ? first : undefined;
      };
      const caller = winner(formats, read, onConflict);
      const extended = caller === undefined ? context : withCaller(context, caller);
      return baggageFormat?.extract(extended, carrier, getter) ?? extended;
    },
    inject<C>(context: Context, carrier: C, setter: TextMapSetter<C>): void {
      if (isTracingSuppressed(context)) return;
      const spanContext = trace.getSpanContext(context);
      if (spanContext !== undefined && isSpanContextValid(spanContext)) {
        injectSpan(spanContext, context, (name, value) => setter.set(carrier, name, value));
      }
      baggageFormat?.inject(context, carrier, setter);
    },
  };
}

function byPrecedence(names: readonly PropagatorName[]): FormatName[] {
  const formats = names.filter((name): name is FormatName => name !== 'baggage');
  return [
    ...formats.filter((name) => name === 'tracecontext'),
    ...formats.filter((name) => name !== 'tracecontext'),
  ];
}

function winner(
  formats: readonly ContextFormat[],
  read: (name: string) => string | undefined,
  onConflict: (ignored: FormatName) => void,
): Extracted | undefined {
  let best: Extracted | undefined;
  for (const format of formats) {
    const extracted = format.extract(read);
    if (extracted === undefined) continue;
    // A wish alone counts only where no format names a span.
    if (best?.spanContext === undefined)
      best = extracted.spanContext === undefined ? (best ?? extracted) : extracted;
    else if (contradicts(best.spanContext, best, extracted)) onConflict(format.name);
    // The same span in two formats: only some of them can say that the caller debugs.
    else if (extracted.wish === 'debug') best = { ...best, wish: 'debug' };
  }
  return best;
}

function contradicts(span: SpanContext, best: Extracted, other: Extracted): boolean {
  if (other.spanContext === undefined) return false;
  if (!isSameSpan(span, other.spanContext)) return true;
  const bothDecide = best.wish !== 'deferred' && other.wish !== 'deferred';
  return bothDecide && isSampled(span) !== isSampled(other.spanContext);
}

function withCaller(context: Context, { spanContext, wish }: Extracted): Context {
  const marked = wish === undefined ? context : context.setValue(WISH, wish);
  return spanContext === undefined ? marked : trace.setSpanContext(marked, spanContext);
}
