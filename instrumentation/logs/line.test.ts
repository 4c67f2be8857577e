import { resourceFromAttributes } from '@opentelemetry/resources';
import { type LogLine, toRecord } from './line';

const origin = {
  resource: resourceFromAttributes({ 'service.name': 'test' }),
  instrumentationScope: { name: 'pino' },
};
const spanContext = { traceId: '0'.repeat(31) + '1', spanId: '0'.repeat(15) + '2', traceFlags: 1 };

function line(text: string, more: Partial<LogLine> = {}): LogLine {
  return { text, level: 30, time: 1_700_000_000_123, messageKey: 'msg', spanContext, ...more };
}

describe('toRecord', () => {
  it('takes message, severity, time and context out of the line and keeps the rest as attributes', () => {
    const text =
      '{"level":50,"time":1700000000123,"pid":1,"hostname":"h","trace_id":"x","span_id":"y","trace_flags":"01",' +
      '"order":{"id":7},"err":{"type":"TypeError","message":"no","stack":"at x"},"msg":"failed"}\n';
    expect(toRecord(line(text, { level: 50 }), origin)).toEqual({
      ...origin,
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
    expect(toRecord(line('{"message":"hi","msg":"field"}', { messageKey: 'message' }), origin)).toMatchObject(
      {
        body: 'hi',
        attributes: { msg: 'field' },
      },
    );
    expect(toRecord(line('{"a":1}'), origin)).not.toHaveProperty('body');
  });

  it('keeps a line that is no JSON object whole', () => {
    expect(toRecord(line('plain text\n', { spanContext: undefined }), origin)).toMatchObject({
      body: 'plain text',
      attributes: {},
    });
  });
});
