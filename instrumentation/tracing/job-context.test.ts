import { type Context, propagation, ROOT_CONTEXT, type SpanContext, trace } from '@opentelemetry/api';
import { createRedactor } from '../redaction';
import { seededRandom } from '../testing/random';
import { correlationOf, withCorrelation } from './correlation';
import { jobContexts } from './job-context';
import { createPropagator } from './propagation';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN: SpanContext = { traceId: TRACE, spanId: '00f067aa0ba902b7', traceFlags: 1 };
const TRACEPARENT = `00-${TRACE}-00f067aa0ba902b7-01`;

function subject(active: Context = ROOT_CONTEXT, correlates = true) {
  const propagator = createPropagator({
    names: ['tracecontext', 'baggage'],
    baggage: ['tenant'],
    redactor: createRedactor({ enabled: true, names: [], keep: [], values: [] }),
    onConflict: () => undefined,
  });
  return jobContexts(propagator, { active: () => active, with: (_context, run) => run() }, correlates);
}
const traced = trace.setSpanContext(ROOT_CONTEXT, SPAN);

describe('what goes with a job', () => {
  it('is the span, allowed baggage and the id that the caller gave', () => {
    const baggage = propagation.createBaggage({ tenant: { value: 'acme' }, internal: { value: 'stays' } });
    const context = propagation.setBaggage(withCorrelation(traced, 'order-7'), baggage);
    expect(subject(context).current()).toEqual({
      traceparent: TRACEPARENT,
      baggage: 'tenant=acme',
      correlation_id: 'order-7',
    });
  });

  it('has the trace id as id where the caller gave none, and no id where none is wanted', () => {
    expect(subject(traced).current()).toEqual({ traceparent: TRACEPARENT, correlation_id: TRACE });
    expect(subject(withCorrelation(traced, 'order-7'), false).current()).toEqual({
      traceparent: TRACEPARENT,
    });
  });

  it('is nothing outside a trace', () => {
    expect(subject().current()).toEqual({});
  });
});

describe('where a job goes on', () => {
  const carrier = {
    traceparent: TRACEPARENT,
    tracestate: 'a=b',
    baggage: 'tenant=acme',
    correlation_id: 'order-7',
  };

  it('is where it was queued', () => {
    const { context, attributes } = subject().startOf(carrier);
    expect(trace.getSpanContext(context)).toMatchObject({ ...SPAN, isRemote: true });
    expect(attributes).toEqual({ correlation_id: 'order-7' });
    expect(correlationOf(context)).toBe('order-7');
    expect(subject(context).current()).toEqual(carrier);
  });

  it('has no id besides where the trace id is the id, or none is wanted', () => {
    for (const { context, attributes } of [
      subject().startOf({ ...carrier, correlation_id: TRACE }),
      subject(ROOT_CONTEXT, false).startOf(carrier),
    ]) {
      expect([correlationOf(context), attributes]).toEqual([undefined, {}]);
      expect(trace.getSpanContext(context)?.traceId).toBe(TRACE);
    }
  });

  const broken = () => {
    throw new Error('mine');
  };
  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a text', TRACEPARENT],
    ['a list', [TRACEPARENT]],
    ['a proxy that throws', new Proxy({}, { getOwnPropertyDescriptor: broken })],
    ['a getter that throws', Object.defineProperty({}, 'traceparent', { get: broken })],
    ['inherited fields', Object.create(carrier)],
    [
      'fields of other types',
      { traceparent: [TRACEPARENT], correlation_id: { toString: () => 'a' }, baggage: 7 },
    ],
    ['texts that are no ids', { traceparent: `${TRACEPARENT}"`, correlation_id: '"},{"' }],
    [
      'texts without end',
      { traceparent: 'x'.repeat(1e7), correlation_id: 'x'.repeat(1e7), baggage: 'tenant=' + 'x'.repeat(1e7) },
    ],
  ])('is nowhere with %s', (_what, hostile) => {
    const { context, attributes } = subject().startOf(hostile);
    expect(trace.getSpanContext(context)).toBeUndefined();
    expect(propagation.getBaggage(context)).toBeUndefined();
    expect([correlationOf(context), attributes]).toEqual([undefined, {}]);
  });

  it('is somewhere or nowhere, in no time, with whatever texts, and passes on no more than it may', () => {
    const random = seededRandom(4);
    const pieces = [
      TRACE,
      '00-',
      '-',
      '-01',
      ',',
      ';',
      '=',
      '%',
      '%zz',
      'tenant=',
      'a=b',
      '\u0000',
      'é',
      '\ud800',
      'x'.repeat(400),
    ];
    const text = () =>
      Array.from(
        { length: Math.floor(random() * 30) },
        () => pieces[Math.floor(random() * pieces.length)],
      ).join('');
    const begin = performance.now();
    for (let i = 0; i < 5000; i += 1) {
      const hostile = {
        traceparent: i % 2 ? TRACEPARENT : text(),
        tracestate: text(),
        baggage: text(),
        correlation_id: text(),
      };
      const sent = subject(subject().startOf(hostile).context).current();
      expect(sent.tracestate?.length ?? 0).toBeLessThanOrEqual(512);
      expect(sent.baggage?.length ?? 0).toBeLessThanOrEqual(8192);
      expect(sent.correlation_id ?? 'none').toMatch(/^[A-Za-z0-9._:-]{1,128}$/);
    }
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});
