import type { Attributes } from '@opentelemetry/api';
import { running } from '../handle';

/** What a request is about, in the terms of the business. Further attributes are taken as they are. */
export interface BusinessAttributes extends Attributes {
  readonly tenant_id?: string;
  /** Never stands on a span as it is, but as its hash. */
  readonly user_id?: string;
  /** What the request does, e.g. `checkout`. */
  readonly operation_type?: string;
}

/** Adds attributes to the server span of the request that the caller is part of, whatever span is the active one. */
export function setAttributes(attributes: BusinessAttributes): void {
  const gatewatch = running();
  if (gatewatch === undefined) return;
  const { user_id: userId, ...others } = attributes;
  const hashed = userId === undefined ? {} : { user_id: gatewatch.pseudonym(String(userId)) };
  gatewatch.request.setAttributes({ ...others, ...hashed });
}

/** Adds an error that the gateway has handled itself to the server span of the request, as an event. */
export function recordException(error: unknown): void {
  running()?.request.recordException(error instanceof Error ? error : new Error(String(error)));
}

/**
 * Adds to the baggage of what the request does from here on. It leaves the process only under keys that
 * `GATEWATCH_BAGGAGE_KEYS` allows.
 */
export function addBaggage(entries: Readonly<Record<string, string>>): void {
  running()?.request.addBaggage(entries);
}
