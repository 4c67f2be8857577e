import { type Context, ROOT_CONTEXT, type Span, type SpanContext, trace } from '@opentelemetry/api';

/** Key under which the API keeps the active span; it tells nobody, so it is watched while it uses it. */
const SPAN_KEY = spanKey();

/**
 * The context of a request: its caller's, with the server span and one value more. The context of the API copies a map
 * for each value that is set, which is most of what a context costs, and this one is made for every request.
 */
export class RequestContext implements Context {
  constructor(
    private readonly parent: Context,
    private readonly span: Span,
    private readonly key: symbol,
    private readonly value: unknown,
  ) {}

  getValue(key: symbol): unknown {
    if (key === SPAN_KEY) return this.span;
    return key === this.key ? this.value : this.parent.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return this.#copied().setValue(key, value);
  }

  deleteValue(key: symbol): Context {
    return this.#copied().deleteValue(key);
  }

  /** As the API has it: what is set from here on may be set any number of times. */
  #copied(): Context {
    return trace.setSpan(this.parent, this.span).setValue(this.key, this.value);
  }
}

function spanKey(): symbol {
  let used: symbol | undefined;
  const watching: Context = {
    getValue: () => undefined,
    setValue(key) {
      used = key;
      return ROOT_CONTEXT;
    },
    deleteValue: () => ROOT_CONTEXT,
  };
  trace.setSpan(watching, trace.wrapSpanContext({} as SpanContext));
  if (used === undefined) throw new Error('the OpenTelemetry API has set no value for a span');
  return used;
}
