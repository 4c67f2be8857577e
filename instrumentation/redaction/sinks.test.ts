import { createTraceState, SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { type ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace';
import { seededRandom } from '../testing/random';
import { redactRecord } from './record';
import { createRedactor, type Redactor } from './redactor';
import { redactSpan } from './span';

const on = createRedactor({ enabled: true, names: ['x-own'], keep: [], values: ['OWN-*'] });
const off = createRedactor({ enabled: false, names: [], keep: [], values: [] });

const spanContext = {
  traceId: '0'.repeat(31) + '1',
  spanId: '0'.repeat(15) + '2',
  traceFlags: TraceFlags.SAMPLED,
};

function span(more: Partial<ReadableSpan> = {}): ReadableSpan {
  return {
    name: 'GET /a',
    kind: SpanKind.SERVER,
    spanContext: () => spanContext,
    startTime: [1, 2],
    endTime: [3, 4],
    duration: [2, 2],
    ended: true,
    status: { code: SpanStatusCode.UNSET },
    attributes: { 'http.route': '/a' },
    links: [],
    events: [],
    resource: resourceFromAttributes({}),
    instrumentationScope: { name: 'test' },
    droppedAttributesCount: 1,
    droppedEventsCount: 2,
    droppedLinksCount: 3,
    ...more,
  };
}

/** Everything that an exporter reads of a span. */
function exported(one: ReadableSpan): string {
  return JSON.stringify({ ...one, context: one.spanContext() });
}

it('a span without a secret goes out as it is', () => {
  const one = span({
    events: [{ name: 'e', time: [1, 1], attributes: { a: 1 } }],
    links: [{ context: spanContext }],
  });
  expect(redactSpan(one, on)).toBe(one);
});

it('a span of the SDK with a secret keeps everything else', () => {
  const one = new TracerProvider()
    .getTracer('t')
    .startSpan('GET /a', { attributes: { password: 'x', kept: 1 } });
  one.addEvent('token=x', { n: 1 });
  one.end();
  const before = one as unknown as ReadableSpan;
  const after = redactSpan(before, on);
  for (const field of Object.keys(span()) as (keyof ReadableSpan)[]) {
    if (['spanContext', 'attributes', 'events'].includes(field)) continue;
    expect([field, after[field]]).toEqual([field, before[field]]);
  }
  expect(after.spanContext()).toEqual(before.spanContext());
  expect(after.attributes).toEqual({ password: 'REDACTED', kept: 1 });
  expect(after.events).toEqual([{ ...before.events[0], name: 'token=REDACTED' }]);
});

describe('a secret, wherever it stands among other text', () => {
  const next = seededRandom(42);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const word = () =>
    Array.from({ length: 1 + Math.floor(next() * 8) }, () => pick([...'abcxyz019'])).join('');
  const noise = () =>
    Array.from({ length: Math.floor(next() * 6) }, word).join(pick([' ', '/', ', ', ': ', '\n', ' = ']));

  const names = [
    'password',
    'Authorization',
    'X-API-Key',
    'refresh_token',
    'client_secret',
    'sig',
    'set-cookie',
    'x-own',
  ];
  const secret = () => `s${word()}${word()}7`;
  /** Ways in which a secret stands in a text: with its name, or in a form that gives it away. */
  const forms: ((canary: string) => string)[] = [
    (canary) => `${pick(names)}=${canary}`,
    (canary) => `"${pick(names)}": "${canary} ${word()}"`,
    (canary) => `{\\"${pick(names)}\\":\\"${canary}\\"}`,
    (canary) => `${pick(names)}: ${canary}`,
    (canary) =>
      `http://h/p?${word()}=${word()}&${pick(['code', 'state', 'access_token', 'X-Amz-Signature'])}=${canary}`,
    (canary) => `https://${word()}:${canary}@host/${word()}`,
    (canary) => `Bearer ${canary}${'x'.repeat(6)}`,
    (canary) => `eyJhbGciOiJIUzI1NiJ9.${canary}.sig`,
    (canary) => `${canary}@mail.example.com`,
    (canary) => `sk_live_${canary}${'A'.repeat(16)}`,
    (canary) => `OWN-${canary}`,
  ];
  const text = (canary: string) => `${noise()} ${pick(forms)(canary)} ${noise()}`;

  /** Ways out of the process: what is exported of a telemetry item that holds the secret in one place. */
  const sinks: Record<string, (canary: string, redactor: Redactor) => string> = {
    'name of a span': (canary, redactor) => exported(redactSpan(span({ name: text(canary) }), redactor)),
    'attribute under a hidden name': (canary, redactor) =>
      exported(redactSpan(span({ attributes: { [`${word()}.${pick(names)}`]: canary } }), redactor)),
    'attribute with a text': (canary, redactor) =>
      exported(redactSpan(span({ attributes: { [`k${word()}`]: text(canary) } }), redactor)),
    'attribute with a list': (canary, redactor) =>
      exported(redactSpan(span({ attributes: { list: [noise(), text(canary)] } }), redactor)),
    'query of a request': (canary, redactor) =>
      exported(redactSpan(span({ attributes: { 'url.query': `code=${canary}&a=1` } }), redactor)),
    'event of a span': (canary, redactor) =>
      exported(
        redactSpan(
          span({
            events: [{ name: noise(), time: [1, 1], attributes: { 'exception.message': text(canary) } }],
          }),
          redactor,
        ),
      ),
    'state of the context': (canary, redactor) => {
      const traceState = createTraceState(`v=1,token=${canary}`);
      const one = redactSpan(span({ spanContext: () => ({ ...spanContext, traceState }) }), redactor);
      return one.spanContext().traceState?.serialize() ?? 'REDACTED';
    },
    'link of a span': (canary, redactor) =>
      exported(
        redactSpan(span({ links: [{ context: spanContext, attributes: { token: canary } }] }), redactor),
      ),
    'status of a span': (canary, redactor) =>
      exported(redactSpan(span({ status: { code: SpanStatusCode.ERROR, message: text(canary) } }), redactor)),
    'body of a log record': (canary, redactor) =>
      JSON.stringify(redactRecord({ body: text(canary), attributes: {} }, redactor)),
    'field of a log record': (canary, redactor) =>
      JSON.stringify(redactRecord({ attributes: { [`req.headers.${pick(names)}`]: canary } }, redactor)),
  };

  it.each(Object.keys(sinks))('%s', (sink) => {
    const show = sinks[sink] as (canary: string, redactor: Redactor) => string;
    for (let n = 0; n < 1000; n++) {
      const canary = secret();
      const shown = show(canary, on);
      expect(shown).not.toContain(canary);
      expect(shown).toContain('REDACTED');
      // The control: without the rules the same way out shows the secret.
      expect(show(canary, off)).toContain(canary);
    }
  });
});
