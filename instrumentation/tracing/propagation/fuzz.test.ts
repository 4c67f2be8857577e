import { type Context, defaultTextMapGetter, defaultTextMapSetter, ROOT_CONTEXT } from '@opentelemetry/api';
import { PROPAGATORS } from '../../config/propagators';
import { createRedactor } from '../../redaction';
import { seededRandom } from '../../testing/random';
import { createPropagator } from './index';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const TRACEPARENT = `00-${TRACE}-${SPAN}-01`;

type Headers = Record<string, string | string[]>;

/** Every format, with the given keys of baggage. */
function subject(baggage: readonly string[]) {
  const redactor = createRedactor({ enabled: true, names: [], keep: [], values: [] });
  const propagator = createPropagator({ names: PROPAGATORS, baggage, redactor, onConflict: () => undefined });
  return {
    extract: (headers: Headers) => propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter),
    inject: (context: Context) => {
      const headers: Record<string, string> = {};
      propagator.inject(context, headers, defaultTextMapSetter);
      return headers;
    },
  };
}

describe('headers of anybody', () => {
  const pieces = [
    TRACE,
    SPAN,
    '00',
    '-',
    ':',
    '%',
    '%3A',
    '=',
    ',',
    ';',
    '0',
    'd',
    'g',
    ' ',
    'é',
    '\t',
    '"',
    '__proto__',
    'x'.repeat(500),
  ];
  const names = [
    'traceparent',
    'tracestate',
    'baggage',
    'b3',
    'x-b3-traceid',
    'x-b3-spanid',
    'x-b3-sampled',
    'x-b3-flags',
    'uber-trace-id',
  ];

  it('never make it throw, and what goes out is fit for a header', () => {
    const next = seededRandom(20_261_121);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    const text = () => Array.from({ length: Math.floor(next() * 12) }, () => pick(pieces)).join('');
    const { extract, inject } = subject(['*']);
    for (let n = 0; n < 20_000; n++) {
      const headers = Object.fromEntries(
        names
          .filter(() => next() < 0.6)
          .map((name): [string, string | string[]] => [name, next() < 0.1 ? [text(), text()] : text()]),
      );
      for (const value of Object.values(inject(extract(headers))))
        expect(value).toMatch(/^[\t\x20-\x7e\x80-\xff]*$/);
    }
  });

  it.each([...pieces, 'a=b,', 'a=b;', '00-', 'a=1;b,', '%e0%a4'])(
    'are read in linear time: many of %j',
    (piece) => {
      const value = piece.repeat(Math.ceil(200_000 / piece.length));
      const { extract, inject } = subject(['*a*b*c']);
      const before = performance.now();
      for (const name of names) {
        inject(extract({ [name]: value }));
        inject(extract({ [name]: `00-${TRACE}-${SPAN}-01${value}`, traceparent: TRACEPARENT }));
      }
      // Some milliseconds; quadratic time would take minutes.
      expect(performance.now() - before).toBeLessThan(2000);
    },
  );
});
