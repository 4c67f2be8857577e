import {
  type Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  propagation,
  ROOT_CONTEXT,
  trace,
} from '@opentelemetry/api';
import type { PropagatorName } from '../../config/propagators';
import { createRedactor } from '../../redaction';
import { createPropagator } from './index';
import { type FormatName, WISH } from './format';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const OTHER_TRACE = '0af7651916cd43dd8448eb211c80319c';

type Headers = Record<string, string | string[]>;

function subject(names: readonly PropagatorName[], baggage: readonly string[] = []) {
  const conflicts: FormatName[] = [];
  const redactor = createRedactor({ enabled: true, names: [], keep: [], values: [] });
  const propagator = createPropagator({
    names,
    baggage,
    redactor,
    onConflict: (name) => conflicts.push(name),
  });
  return {
    conflicts,
    extract: (headers: Headers) => propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter),
    inject: (context: Context) => {
      const headers: Record<string, string> = {};
      propagator.inject(context, headers, defaultTextMapSetter);
      return headers;
    },
  };
}

/** `trace id, span id, flags, wish` of what a context holds. */
function seen(context: Context): unknown[] {
  const span = trace.getSpanContext(context);
  return [span?.traceId, span?.spanId, span?.traceFlags, context.getValue(WISH)];
}

const W3C = { traceparent: `00-${TRACE}-${SPAN}-01` };

describe('extract', () => {
  it.each<[PropagatorName, Headers, unknown[]]>([
    ['tracecontext', W3C, [TRACE, SPAN, 1, undefined]],
    ['b3', { b3: `${TRACE}-${SPAN}-1-${SPAN}` }, [TRACE, SPAN, 1, undefined]],
    ['b3', { b3: `${TRACE}-${SPAN}-0` }, [TRACE, SPAN, 0, undefined]],
    ['b3', { b3: `${TRACE}-${SPAN}-d` }, [TRACE, SPAN, 1, 'debug']],
    ['b3', { b3: `${TRACE}-${SPAN}` }, [TRACE, SPAN, 0, 'deferred']],
    ['b3', { b3: `${TRACE.slice(16)}-${SPAN}-1` }, ['0'.repeat(16) + TRACE.slice(16), SPAN, 1, undefined]],
    ['b3', { b3: '0' }, [undefined, undefined, undefined, 'denied']],
    ['b3', { b3: '1' }, [undefined, undefined, undefined, 'accepted']],
    [
      'b3multi',
      { 'x-b3-traceid': TRACE, 'x-b3-spanid': SPAN, 'x-b3-sampled': '1' },
      [TRACE, SPAN, 1, undefined],
    ],
    [
      'b3multi',
      { 'x-b3-traceid': TRACE, 'x-b3-spanid': SPAN, 'x-b3-sampled': 'false' },
      [TRACE, SPAN, 0, undefined],
    ],
    ['b3multi', { 'x-b3-traceid': TRACE, 'x-b3-spanid': SPAN, 'x-b3-flags': '1' }, [TRACE, SPAN, 1, 'debug']],
    ['b3multi', { 'x-b3-traceid': TRACE, 'x-b3-spanid': SPAN }, [TRACE, SPAN, 0, 'deferred']],
    ['b3multi', { 'x-b3-sampled': '0' }, [undefined, undefined, undefined, 'denied']],
    ['jaeger', { 'uber-trace-id': `${TRACE}:${SPAN}:0:1` }, [TRACE, SPAN, 1, undefined]],
    ['jaeger', { 'uber-trace-id': `${TRACE}%3A${SPAN}%3A0%3A3` }, [TRACE, SPAN, 1, 'debug']],
    [
      'jaeger',
      { 'uber-trace-id': `abc:def:0:0` },
      ['abc'.padStart(32, '0'), 'def'.padStart(16, '0'), 0, undefined],
    ],
  ])('%s of %j', (name, headers, expected) => {
    const { extract, conflicts } = subject([name]);
    expect(seen(extract(headers))).toEqual(expected);
    expect(conflicts).toEqual([]);
  });

  it.each<[PropagatorName, Headers]>([
    ['b3', { b3: `${TRACE}-${SPAN}-2` }],
    ['b3', { b3: `${TRACE.toUpperCase()}-${SPAN}-1` }],
    ['b3', { b3: `${'0'.repeat(32)}-${SPAN}-1` }],
    ['b3', { b3: `${TRACE}-${'0'.repeat(16)}-1` }],
    ['b3', { b3: `${TRACE}-${SPAN}-1-${SPAN}-1` }],
    ['b3', { b3: 'constructor' }],
    ['b3multi', { 'x-b3-traceid': TRACE }],
    ['b3multi', { 'x-b3-traceid': `${TRACE}0`, 'x-b3-spanid': SPAN }],
    ['jaeger', { 'uber-trace-id': `${TRACE}:${SPAN}:0` }],
    ['jaeger', { 'uber-trace-id': `${TRACE}:0:0:1` }],
    ['jaeger', { 'uber-trace-id': `${TRACE}:${SPAN}:0:xyz` }],
  ])('%s takes nothing from %j', (name, headers) => {
    expect(seen(subject([name]).extract(headers))).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('reads only the formats that are configured', () => {
    const b3 = { b3: `${TRACE}-${SPAN}-1` };
    expect(seen(subject(['tracecontext', 'baggage']).extract(b3))[0]).toBeUndefined();
    expect(seen(subject([]).extract({ ...W3C, ...b3 }))[0]).toBeUndefined();
  });
});

describe('two contexts in one request', () => {
  const b3 = `${OTHER_TRACE}-${SPAN}-1`;

  it('W3C wins wherever it stands in the list, and the conflict is counted', () => {
    const { extract, conflicts } = subject(['jaeger', 'b3', 'tracecontext']);
    expect(seen(extract({ ...W3C, b3, 'uber-trace-id': `${OTHER_TRACE}:${SPAN}:0:1` }))[0]).toBe(TRACE);
    expect(conflicts).toEqual(['jaeger', 'b3']);
  });

  it('without W3C the order counts', () => {
    const { extract, conflicts } = subject(['b3', 'jaeger', 'tracecontext']);
    expect(seen(extract({ traceparent: 'garbage', b3, 'uber-trace-id': `${TRACE}:${SPAN}:0:1` }))[0]).toBe(
      OTHER_TRACE,
    );
    expect(conflicts).toEqual(['jaeger']);
  });

  it('is no conflict if they name the same span, also with half of the trace id', () => {
    const { extract, conflicts } = subject(['tracecontext', 'b3', 'jaeger']);
    const context = extract({
      ...W3C,
      b3: `${TRACE.slice(16)}-${SPAN}-d`,
      'uber-trace-id': `${TRACE}:${SPAN}:0:1`,
    });
    expect(seen(context)).toEqual([TRACE, SPAN, 1, 'debug']);
    extract({ ...W3C, b3: `${TRACE}-${SPAN}` });
    expect(conflicts).toEqual([]);
  });

  it('is one if they decide differently', () => {
    const { extract, conflicts } = subject(['tracecontext', 'b3']);
    expect(seen(extract({ ...W3C, b3: `${TRACE}-${SPAN}-0` }))[2]).toBe(1);
    expect(conflicts).toEqual(['b3']);
  });
});

describe('inject', () => {
  const all = ['tracecontext', 'b3', 'b3multi', 'jaeger'] as const;

  it('writes every format, and what it writes reads back the same', () => {
    const { extract, inject, conflicts } = subject(all);
    const context = extract({ ...W3C, tracestate: 'v=1' });
    const headers = inject(context);
    expect(headers).toEqual({
      ...W3C,
      tracestate: 'v=1',
      b3: `${TRACE}-${SPAN}-1`,
      'x-b3-traceid': TRACE,
      'x-b3-spanid': SPAN,
      'x-b3-sampled': '1',
      'uber-trace-id': `${TRACE}:${SPAN}:0:01`,
    });
    for (const name of all) expect(seen(subject([name]).extract(headers))).toEqual(seen(context));
    extract(headers);
    expect(conflicts).toEqual([]);
  });

  it('passes on that the caller debugs', () => {
    const { extract, inject } = subject(['b3', 'b3multi', 'jaeger']);
    expect(inject(extract({ b3: `${TRACE}-${SPAN}-d` }))).toMatchObject({
      b3: `${TRACE}-${SPAN}-d`,
      'x-b3-flags': '1',
      'uber-trace-id': `${TRACE}:${SPAN}:0:03`,
    });
  });
});

describe('baggage', () => {
  const header = { baggage: 'tenant=a;p=1,user_email=x,plan-x=gold,session=abc,note=ann@example.com' };

  it('is neither read nor written without an allow-list', () => {
    const { extract, inject } = subject(['baggage']);
    const context = extract(header);
    expect(propagation.getBaggage(context)).toBeUndefined();
    const own = propagation.setBaggage(context, propagation.createBaggage({ a: { value: '1' } }));
    expect(inject(own)).toEqual({});
  });

  it('passes allowed keys, in and out, unless the redaction hides them', () => {
    const { extract, inject } = subject(['baggage'], ['tenant', 'plan-*', 'session', 'note']);
    const context = extract(header);
    const keys = propagation
      .getBaggage(context)
      ?.getAllEntries()
      .map(([key]) => key);
    expect(keys).toEqual(['tenant', 'plan-x', 'session', 'note']);
    expect(inject(context)).toEqual({ baggage: 'tenant=a;p=1,plan-x=gold' });
  });

  it('that the gateway sets goes out under the same rules, and cannot break a header', () => {
    const { inject } = subject(['baggage'], ['a', 'b', 'c']);
    const baggage = propagation.createBaggage({
      a: { value: 'x y\r\n' },
      b: { value: '\ud800' },
      c: { value: '1', metadata: { toString: () => 'bad\r\nx: y', __TYPE__: Symbol() as never } },
      d: { value: 'no' },
    });
    expect(inject(propagation.setBaggage(ROOT_CONTEXT, baggage))).toEqual({ baggage: 'a=x%20y%0D%0A,c=1' });
  });
});
