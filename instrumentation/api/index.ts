export { getCurrentSpanId, getCurrentTraceId } from './current-trace';
export { type DownstreamCall, traceDownstreamCall } from './downstream';
export { injectJobContext, type JobContext, withJobContext } from './job';
export { getMeter, getTracer } from './opentelemetry';
export { record } from './record';
export { addBaggage, type BusinessAttributes, recordException, setAttributes } from './request';
export { withOperation } from './with-operation';
export { withSpan } from './with-span';
export * from './telemetry';
