import { TracerProvider } from '@opentelemetry/sdk-trace';
import type { ReadableSpan, Span } from '@opentelemetry/sdk-trace';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { spanSize } from './span-size';

const tracer = new TracerProvider().getTracer('test');

function span(build: (span: Span) => void): ReadableSpan {
  const made = tracer.startSpan('GET /orders/:id') as Span;
  build(made);
  made.end();
  return made as unknown as ReadableSpan;
}

const TEXT = 'x'.repeat(2000);

it.each<[string, (span: Span) => void, number]>([
  ['an attribute', (it) => it.setAttribute('a', TEXT), 2000],
  ['an array', (it) => it.setAttribute('a', [TEXT, TEXT]), 4000],
  ['an event', (it) => it.recordException(Object.assign(new Error(TEXT), { stack: TEXT })), 4000],
  ['a link', (it) => it.addLink({ context: it.spanContext(), attributes: { a: TEXT } }), 2000],
])('counts the text of %s, and little else', (_where, build, characters) => {
  const size = spanSize(span(build)) - spanSize(span(() => undefined));
  expect(size).toBeGreaterThanOrEqual(characters);
  expect(size).toBeLessThan(characters + 500);
});

it('is not below what the span takes on the wire', () => {
  const it = span((made) => {
    for (let n = 0; n < 20; n += 1) made.setAttribute(`http.request.header.x-${n}`, `value ${n}`);
    for (let n = 0; n < 20; n += 1) made.setAttribute(`some.number.${n}`, n * 1.5);
    made.recordException(new Error('broken'));
  });
  const alone = ProtobufTraceSerializer.serializeRequest([it])?.length ?? 0;
  const twice = ProtobufTraceSerializer.serializeRequest([it, it])?.length ?? 0;
  expect(twice - alone).toBeGreaterThan(500);
  expect(spanSize(it)).toBeGreaterThan(twice - alone);
});
