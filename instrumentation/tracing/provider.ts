import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { type ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace';
import { CONTEXT_FORMATS, SAMPLED_REASONS } from '../contract';
import { createExport } from '../export';
import { otlpTraces, TRACES_METHOD } from '../export/otlp-traces';
import { EMPTY_BALANCE } from '../export/ledger';
import { processResource } from '../export/resource';
import { spanSize } from '../export/span-size';
import { createRedactor, redactSpan } from '../redaction';
import { clientSpans } from './client-spans';
import { currentRequest } from './current-request';
import { Ids } from './ids';
import type { Tracing, TracingOptions } from './index';
import { traceContextOf } from './inspect';
import { jobContexts } from './job-context';
import { LateTraces } from './late/late-traces';
import { createPropagator } from './propagation';
import { correlated } from './propagation/correlated';
import type { FormatName } from './propagation/format';
import { queueProcessor } from './queue-processor';
import { registerApi } from './register-api';
import { Sampling } from './sampling/control';
import { PolicySampler } from './sampling/sampler';
import { serverSpans } from './server-spans';
import { spanLine } from './span-line';

/** Name under which the preload's own spans appear. */
const SCOPE = 'gatewatch';
/** The SDK sets no limit; one attribute of a megabyte would fill a batch alone. 4 KiB holds any sane URL. */
const ATTRIBUTE_LENGTH_LIMIT = 4096;

/** Formats of the context of a job. */
const W3C = ['tracecontext', 'baggage'] as const;

/** Stands in for the export where spans go to standard output alone. */
const noExport = {
  sender: {
    offer: () => undefined,
    flush: () => Promise.resolve(),
    hurry: () => undefined,
    shutdown: () => Promise.resolve(),
  },
  balance: () => EMPTY_BALANCE,
  surrender: () => [],
  keep: () => undefined,
};

/** Tracing with the OpenTelemetry SDK. Loading this file loads the SDK. */
export function sdkTracing({ config, recorder, health, log }: TracingOptions): Tracing {
  const { traces } = config;
  const { sender, balance, surrender, keep } = traces.exporters.includes('otlp')
    ? createExport<ReadableSpan>({
        signal: 'traces',
        target: config.otlp,
        queue: config.queue,
        spill: config.spill,
        method: TRACES_METHOD,
        sizeOf: spanSize,
        transport: otlpTraces,
        recorder,
        health,
        log,
      })
    : noExport;
  const isShown = traces.exporters.includes('console');
  const redactor = createRedactor(config.redaction);
  const sampling = new Sampling(traces.sampling, traces.force);
  const sampled = recorder.counter('tracing.sampled');
  const conflicts = recorder.counter('tracing.propagation.conflicts');
  for (const reason of SAMPLED_REASONS) sampled.inc({ reason }, 0);
  for (const ignored of CONTEXT_FORMATS) conflicts.inc({ ignored }, 0);

  /** The one way of a span out of this process. */
  const deliver = (span: ReadableSpan): void => {
    sampling.countSpan();
    const redacted = redactSpan(span, redactor);
    if (isShown && process.stdout.writable) process.stdout.write(spanLine(redacted));
    sender.offer(redacted);
  };
  const resource = processResource(config);
  const sampler = new PolicySampler(sampling, (reason) => sampled.inc({ reason }));
  const ids = new Ids();
  const provider = new TracerProvider({
    resource,
    sampler,
    idGenerator: ids,
    spanLimits: { attributeValueLengthLimit: ATTRIBUTE_LENGTH_LIMIT },
    spanProcessors: [queueProcessor(deliver, sender, config.shutdown.deadlineMs)],
  });
  const contexts = new AsyncLocalStorageContextManager();
  const propagation = {
    baggage: traces.baggageKeys,
    redactor,
    onConflict: (ignored: FormatName) => conflicts.inc({ ignored }),
  };
  const propagator = createPropagator({ ...propagation, names: traces.propagators });
  const ofJobs = traces.propagators.includes('baggage') ? W3C : W3C.slice(0, 1);
  const { correlationHeader } = traces;
  /** What the OpenTelemetry API hands to whoever asks: the hooks of HTTP deal with the id of a request themselves. */
  const general = correlationHeader === undefined ? propagator : correlated(propagator, correlationHeader);
  registerApi(provider, contexts, general, health);
  const origin = {
    resource,
    instrumentationScope: { name: SCOPE },
    attributeLengthLimit: ATTRIBUTE_LENGTH_LIMIT,
  };
  const source = {
    tracer: provider.getTracer(SCOPE),
    sampler,
    ids,
    propagator,
    contexts,
    sampling,
    late: new LateTraces({ sampling, detail: traces, origin, recorder, deliver }),
    detail: traces,
  };
  return {
    server: serverSpans(source, config.traces.responseHeader),
    client: clientSpans(source),
    tracers: provider,
    request: currentRequest(contexts),
    jobs: jobContexts(
      createPropagator({ ...propagation, names: ofJobs }),
      contexts,
      correlationHeader !== undefined,
    ),
    inspect: () => traceContextOf(contexts.active(), general),
    sampling,
    balance,
    flush: (deadlineMs) => sender.flush(deadlineMs),
    hurry: () => sender.hurry(),
    shutdown: (deadlineMs) => sender.shutdown(deadlineMs),
    surrender,
    keep,
  };
}
