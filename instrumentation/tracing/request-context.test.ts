import { createContextKey, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { RequestContext } from './request-context';

const KEY = createContextKey('test.own');
const OTHER = createContextKey('test.other');
const FURTHER = createContextKey('test.further');
const span = trace.wrapSpanContext({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 0 });
const parent = ROOT_CONTEXT.setValue(OTHER, 'the caller said');
const context = new RequestContext(parent, span, KEY, 'own');

it('has its span, its value and what its parent has', () => {
  expect(trace.getSpan(context)).toBe(span);
  expect(context.getValue(KEY)).toBe('own');
  expect(context.getValue(OTHER)).toBe('the caller said');
  expect(context.getValue(FURTHER)).toBeUndefined();
});

it('keeps all that in the contexts that are made of it, and is left as it was', () => {
  const further = context.setValue(FURTHER, 1);
  expect([KEY, OTHER, FURTHER].map((key) => further.getValue(key))).toEqual(['own', 'the caller said', 1]);
  expect(trace.getSpan(further)).toBe(span);
  const without = context.deleteValue(KEY);
  expect(without.getValue(KEY)).toBeUndefined();
  expect(trace.getSpan(without)).toBe(span);
  expect(trace.getSpan(trace.deleteSpan(context))).toBeUndefined();
  expect(context.getValue(FURTHER)).toBeUndefined();
  expect(context.getValue(KEY)).toBe('own');
});
