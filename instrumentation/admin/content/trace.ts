import type { TraceContext } from '../../tracing';
import type { EndpointSources } from '../endpoints';
import type { AdminRequest } from '../routes';

/** The trace that a request belongs to, in the words of a preset's `/trace`; ids are null while tracing is off. */
export interface TraceContent {
  readonly trace_context: {
    readonly trace_id: string | null;
    readonly span_id: string | null;
    readonly baggage: Readonly<Record<string, string>>;
  };
  readonly tracing_config: TracingSettings;
}

export interface TracingSettings {
  readonly service_name: string;
  readonly environment: string;
  /** Share of the root requests that are traced, 0..1, as it is now. */
  readonly sample_rate: number;
}

type Sources = Pick<EndpointSources, 'config' | 'sampling' | 'traceContext'>;

export function traceContent(sources: Sources): TraceContent {
  const context = sources.traceContext();
  return {
    trace_context: {
      trace_id: context?.traceId ?? null,
      span_id: context?.spanId ?? null,
      baggage: context?.baggage ?? {},
    },
    tracing_config: tracingSettings(sources),
  };
}

export function tracingSettings({ config, sampling }: Sources): TracingSettings {
  return {
    service_name: config.serviceName,
    environment: config.environment,
    sample_rate: sampling?.get().state.ratio ?? 0,
  };
}

/** Everything about the context of a request: what came with it, what it was made of it, and what goes on. */
export interface DebugTraceContent extends TraceContent {
  readonly sampled: boolean;
  readonly propagators: readonly string[];
  /** Headers of the request that may carry a context, as they came. */
  readonly received: Readonly<Record<string, string>>;
  /** Headers that a call to an upstream would carry. */
  readonly sent: TraceContext['headers'];
}

/** Headers of all formats that are known, also of those that are switched off: that may be what is looked for. */
const CONTEXT_HEADERS =
  /^(traceparent|tracestate|baggage|b3|x-b3-(traceid|spanid|parentspanid|sampled|flags)|uber-trace-id)$/;

export function debugTraceContent(sources: Sources, { headers }: AdminRequest): DebugTraceContent {
  const context = sources.traceContext();
  const received = Object.entries(headers).filter(([name]) => CONTEXT_HEADERS.test(name));
  return {
    ...traceContent(sources),
    sampled: context?.sampled ?? false,
    propagators: sources.config.traces.propagators,
    received: Object.fromEntries(received.map(([name, value]) => [name, String(value)])),
    sent: context?.headers ?? {},
  };
}
