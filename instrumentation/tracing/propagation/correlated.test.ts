import { defaultTextMapGetter, defaultTextMapSetter, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { createRedactor } from '../../redaction';
import { correlationOf, withCorrelation } from '../correlation';
import { correlated } from './correlated';
import { createPropagator } from './index';

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

const subject = correlated(
  createPropagator({
    names: ['tracecontext'],
    baggage: [],
    redactor: createRedactor({ enabled: true, names: [], keep: [], values: [] }),
    onConflict: () => undefined,
  }),
  'x-correlation-id',
);
const extract = (headers: Record<string, unknown>) =>
  subject.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
const inject = (context = ROOT_CONTEXT) => {
  const headers: Record<string, string> = {};
  subject.inject(context, headers, defaultTextMapSetter);
  return headers;
};

it('carries the id next to the trace, there and back', () => {
  const headers = { traceparent: TRACEPARENT, 'x-correlation-id': 'order-7' };
  expect(inject(extract(headers))).toEqual(headers);
  expect(correlationOf(extract({ 'x-correlation-id': ['order-8', 'order-9'] }))).toBe('order-8');
  expect(subject.fields()).toEqual(['traceparent', 'tracestate', 'x-correlation-id']);
});

it.each(['', 'a b', 'x'.repeat(129), '"},{"', 7, {}, null])(
  'takes no id over that is not valid: %j',
  (id) => {
    const context = extract({ traceparent: TRACEPARENT, 'x-correlation-id': id });
    expect(correlationOf(context)).toBeUndefined();
    expect(trace.getSpanContext(context)?.spanId).toBe('00f067aa0ba902b7');
  },
);

it('adds nothing where nothing is traced', () => {
  expect(inject()).toEqual({});
  expect(inject(suppressTracing(withCorrelation(ROOT_CONTEXT, 'order-7')))).toEqual({});
});
