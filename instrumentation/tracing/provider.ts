import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  ParentBasedSampler,
  type ReadableSpan,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { createExport } from '../export';
import { otlpTraces } from '../export/otlp-traces';
import { processResource } from '../export/resource';
import { spanSize } from '../export/span-size';
import { clientSpans } from './client-spans';
import type { Tracing, TracingOptions } from './index';
import { queueProcessor } from './queue-processor';
import { registerApi } from './register-api';
import { serverSpans } from './server-spans';

/** Name under which the preload's own spans appear. */
const SCOPE = 'gatewatch';
/** The SDK sets no limit; one attribute of a megabyte would fill a batch alone. 4 KiB holds any sane URL. */
const ATTRIBUTE_LENGTH_LIMIT = 4096;

/** Tracing with the OpenTelemetry SDK. Loading this file loads the SDK. */
export function sdkTracing({ config, recorder, health, log }: TracingOptions): Tracing {
  const { sender, balance } = createExport<ReadableSpan>({
    signal: 'traces',
    target: config.otlp,
    queue: config.queue,
    sizeOf: spanSize,
    transport: otlpTraces,
    recorder,
    health,
    log,
  });
  const provider = new TracerProvider({
    resource: processResource(config),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(config.traces.sampleRatio) }),
    spanLimits: { attributeValueLengthLimit: ATTRIBUTE_LENGTH_LIMIT },
    spanProcessors: [queueProcessor(sender, config.shutdown.deadlineMs)],
  });
  const contexts = new AsyncLocalStorageContextManager();
  const propagator = new CompositePropagator({
    propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()],
  });
  registerApi(provider, contexts, propagator, health);
  const source = { tracer: provider.getTracer(SCOPE), propagator, contexts };
  return {
    server: serverSpans(source, config.traces.responseHeader),
    client: clientSpans(source),
    balance,
    flush: (deadlineMs) => sender.flush(deadlineMs),
    hurry: () => sender.hurry(),
    shutdown: (deadlineMs) => sender.shutdown(deadlineMs),
  };
}
