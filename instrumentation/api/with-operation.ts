import { performance } from 'node:perf_hooks';
import { type Attributes, context, createContextKey, type Span } from '@opentelemetry/api';
import { running } from '../handle';
import { type BusinessAttributes, setAttributes } from './request';
import { operation } from './telemetry/domains/tenant-business';
import { since } from './telemetry/units';
import { inSpan } from './with-span';

/** Set in the context of an operation: what runs within is a part of it. */
const WITHIN = createContextKey('gatewatch.operation');

/**
 * Does a business operation: a span named after it with its duration, outcome and error, as {@link withSpan} makes it;
 * a sample of `operation.duration` and, with `tenant_id`, of `tenant.operations`, whose outcome is `success` or
 * `failed`; and, for the outermost operation of a request, `tenant_id`, `user_id` (hashed) and `operation_type` on the
 * server span. An error goes on to the caller as it is.
 * @param name kind of the operation, e.g. `create_order`: one of a few, never with an id in it
 * @param attributes of the span; `user_id` stands there as its hash
 * @returns what `fn` returns; the operation ends when that is settled, if it is a promise, or used up, if it is a
 * generator or a readable stream of Node.js
 */
export function withOperation<T>(name: string, attributes: BusinessAttributes, fn: (span: Span) => T): T {
  const begin = performance.now();
  const ended = (outcome: 'success' | 'failed'): void =>
    operation.completed({
      operation: name,
      outcome,
      duration: since(begin),
      tenantId: attributes.tenant_id,
    });
  const outer = context.active();
  if (outer.getValue(WITHIN) === undefined) setAttributes(ofRequest(name, attributes));
  return context.with(outer.setValue(WITHIN, true), () =>
    inSpan(name, { attributes: ofSpan(name, attributes) }, fn, {
      succeeded: () => ended('success'),
      failed: () => ended('failed'),
    }),
  );
}

function ofRequest(
  name: string,
  { tenant_id: tenantId, user_id: userId }: BusinessAttributes,
): BusinessAttributes {
  return {
    operation_type: name,
    ...(tenantId === undefined ? {} : { tenant_id: tenantId }),
    ...(userId === undefined ? {} : { user_id: userId }),
  };
}

function ofSpan(name: string, { user_id: userId, ...others }: BusinessAttributes): Attributes {
  // Only the preload knows the key of the hash: without it the id of a user goes nowhere.
  const hash = userId === undefined ? undefined : running()?.pseudonym(String(userId));
  return { operation_type: name, ...others, ...(hash === undefined ? {} : { user_id: hash }) };
}
