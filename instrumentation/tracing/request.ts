import type { Attributes } from '@opentelemetry/api';

/** What the gateway's own code can add to the server span of a request. */
export interface RequestSpan {
  setAttributes(attributes: Attributes): unknown;
  /** Adds an event with type, message and stack of the error. */
  recordException(error: Error): unknown;
}

/** The request that the code which calls is part of. Outside a request, nothing happens. */
export interface CurrentRequest extends RequestSpan {
  /** Adds to the baggage of what the request does from here on; what leaves is up to the allow-list. */
  addBaggage(entries: Readonly<Record<string, string>>): void;
}

/** Does nothing: the request of a process without traces. */
export const noRequest: CurrentRequest = {
  setAttributes: () => undefined,
  recordException: () => undefined,
  addBaggage: () => undefined,
};
