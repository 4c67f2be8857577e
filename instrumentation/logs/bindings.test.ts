import { ID_KEYS } from './lines';
import { addTraceIds, messageKeyOf, type PinoLogger } from './bindings';

const span = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 };
const chindings = Symbol('pino.chindings');
const messageKey = Symbol('pino.messageKey');

function logger(bindings: string): PinoLogger {
  return { [chindings]: bindings, [messageKey]: 'message' };
}

describe('addTraceIds', () => {
  it('adds the ids to the bindings and takes them away again', () => {
    const it = logger(',"pid":1');
    const undo = addTraceIds(it, {}, span, ID_KEYS);
    expect(it[chindings]).toBe(
      `,"pid":1,"trace_id":"${span.traceId}","span_id":"${span.spanId}","trace_flags":"01"`,
    );
    undo?.();
    expect(it[chindings]).toBe(',"pid":1');
  });

  it('leaves a logger that inherits its bindings without any of its own', () => {
    const child = Object.create(logger(',"pid":1')) as PinoLogger;
    addTraceIds(child, {}, span, ID_KEYS)?.();
    expect(Object.getOwnPropertySymbols(child)).toEqual([]);
    expect(child[chindings]).toBe(',"pid":1');
  });

  it('adds nothing to a line that has a trace id from the gateway', () => {
    expect(addTraceIds(logger(',"trace_id":"x"'), {}, span, ID_KEYS)).toBeUndefined();
    expect(addTraceIds(logger(''), { trace_id: 'x' }, span, ID_KEYS)).toBeUndefined();
  });

  it('says so where there are no bindings', () => {
    expect(() => addTraceIds({}, {}, span, ID_KEYS)).toThrow(/bindings elsewhere/);
  });
});

it('finds the message key, of several copies of pino too', () => {
  expect(messageKeyOf(logger(''))).toBe('message');
  expect(messageKeyOf({ [Symbol('pino.messageKey')]: 'text' })).toBe('text');
  expect(messageKeyOf({})).toBe('msg');
});
