import {
  injectJobContext,
  type JobContext,
  record,
  setAttributes,
  traceDownstreamCall,
  withJobContext,
  withSpan,
} from '../index';

// Compiled by `npm run types`, never run. Each line below a directive has to be an error: where one is not, the
// compiler reports the directive itself as unused.

export const value: number = withSpan('a', { items: 1 }, () => 1);
export const promise: Promise<string> = withSpan('a', {}, async (span) => span.spanContext().traceId);
// @ts-expect-error what the work returns comes back as it is
export const wrong: string = withSpan('a', {}, () => 1);
// @ts-expect-error an attribute is no object
withSpan('a', { items: { count: 1 } }, () => 1);

setAttributes({ tenant_id: 'acme', user_id: 'mia', operation_type: 'checkout', items: 3 });
// @ts-expect-error an id is a text
setAttributes({ tenant_id: 7 });

traceDownstreamCall({ service: 'stock', operation: 'reserve' }, (_span, headers) => headers['traceparent']);
// @ts-expect-error a call is of a service
traceDownstreamCall({ operation: 'reserve' }, () => 1);

export const alone: JobContext = injectJobContext();
export const payload: { order: number } & JobContext = injectJobContext({ order: 7 });
// @ts-expect-error the payload has this field for something else: nest the context
injectJobContext({ baggage: 2 });
export const shipped: Promise<number> = withJobContext(payload, 'ship', async () => 1);
export const unchecked: boolean = withJobContext('anything' as unknown, 'ship', (span) => span.isRecording());
// @ts-expect-error what the job returns comes back as it is
export const notShipped: string = withJobContext(payload, 'ship', () => 1);

record().counter('export.dropped').inc({ signal: 'logs', reason: 'rate_limited' });
// @ts-expect-error the reason is outside the closed set
record().counter('export.dropped').inc({ signal: 'logs', reason: 'mood' });
// @ts-expect-error there is no such metric
record().counter('export.lost');
record().counter('orders.processed').inc({ tenant: 'acme', outcome: 'success' });
