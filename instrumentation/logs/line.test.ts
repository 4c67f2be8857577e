import { resourceFromAttributes } from '@opentelemetry/resources';
import { type LogLine, toRecord } from './line';

const resource = resourceFromAttributes({ 'service.name': 'test' });
const spanContext = { traceId: '0'.repeat(31) + '1', spanId: '0'.repeat(15) + '2', traceFlags: 1 };

function line(text: string, more: Partial<LogLine> = {}): LogLine {
  return {
    logger: 'pino',
    text,
    level: 30,
    time: 1_700_000_000_123,
    messageKey: 'msg',
    spanContext,
    ...more,
  };
}

describe('toRecord', () => {
  it('takes message, severity, time and context out of the line and keeps the rest as attributes', () => {
    const text =
      '{"level":50,"time":1700000000123,"pid":1,"hostname":"h","trace_id":"x","span_id":"y","trace_flags":"01",' +
      '"order":{"id":7},"err":{"type":"TypeError","message":"no","stack":"at x"},"msg":"failed"}\n';
    expect(toRecord(line(text, { level: 50 }), resource)).toEqual({
      resource,
      instrumentationScope: { name: 'pino' },
      hrTime: [1_700_000_000, 123_000_000],
      hrTimeObserved: [1_700_000_000, 123_000_000],
      severityNumber: 17,
      severityText: 'ERROR',
      body: 'failed',
      spanContext,
      attributes: {
        'order.id': 7,
        'exception.type': 'TypeError',
        'exception.message': 'no',
        'exception.stacktrace': 'at x',
      },
      droppedAttributesCount: 0,
    });
  });

  it('follows the message key of the logger, and knows lines without a message', () => {
    expect(
      toRecord(line('{"message":"hi","msg":"field"}', { messageKey: 'message' }), resource),
    ).toMatchObject({
      body: 'hi',
      attributes: { msg: 'field' },
    });
    expect(toRecord(line('{"a":1}'), resource)).not.toHaveProperty('body');
  });

  it('keeps a line that is no JSON object whole', () => {
    expect(toRecord(line('plain text\n', { spanContext: undefined }), resource)).toMatchObject({
      body: 'plain text',
      attributes: {},
    });
  });

  it.each([
    [
      'winston',
      'message',
      '{"level":"error","message":"failed","timestamp":"2026-01-01","stack":"at x"}',
      { 'exception.stacktrace': 'at x' },
    ],
    [
      'bunyan',
      'msg',
      '{"name":"gw","v":0,"time":"2026-01-01","err":{"name":"TypeError","message":"no"},"msg":"failed"}',
      { name: 'gw', 'exception.type': 'TypeError', 'exception.message': 'no' },
    ],
    ['console', 'msg', '{"severity":"ERROR","v":0,"msg":"failed"}', { v: 0 }],
  ] as const)('leaves out what %s writes beside the fields', (logger, messageKey, text, attributes) => {
    expect(toRecord(line(text, { logger, messageKey }), resource)).toMatchObject({
      instrumentationScope: { name: logger },
      body: 'failed',
    });
    expect(toRecord(line(text, { logger, messageKey }), resource).attributes).toEqual(attributes);
  });

  it('takes colours out of text for people', () => {
    const text = '\u001b[31merror\u001b[39m: failed';
    expect(toRecord(line(text, { logger: 'winston' }), resource)).toMatchObject({ body: 'error: failed' });
  });
});
