import { type BaggageEntry, type Context, createContextKey, propagation } from '@opentelemetry/api';
import type { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { LATE } from './late/late-trace';
import type { CurrentRequest, RequestSpan } from './request';

/** Where the context of a sampled request holds its server span, whatever span is the active one. */
export const SERVER_SPAN = createContextKey('gatewatch.server-span');

/** Finds the request by the active context. A request that is not sampled gets what it is given if it is kept late. */
export function currentRequest(contexts: AsyncLocalStorageContextManager): CurrentRequest {
  const span = (): RequestSpan | undefined => requestSpan(contexts.active());
  return {
    setAttributes: (attributes) => span()?.setAttributes(attributes),
    recordException: (error) => span()?.recordException(error),
    addBaggage: (added) => {
      const active = contexts.active();
      const before = propagation.getBaggage(active)?.getAllEntries() ?? [];
      const entries: Record<string, BaggageEntry> = Object.fromEntries(before);
      for (const [key, value] of Object.entries(added)) entries[key] = { value };
      contexts.attach(propagation.setBaggage(active, propagation.createBaggage(entries)));
    },
  };
}

function requestSpan(context: Context): RequestSpan | undefined {
  return (context.getValue(SERVER_SPAN) ?? context.getValue(LATE)) as RequestSpan | undefined;
}
