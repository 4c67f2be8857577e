import { SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { performance } from 'node:perf_hooks';
import { silentRecorder } from '../../export/testing/fakes';
import { Sampling } from '../sampling/control';
import { DEFAULT_POLICY, type KeepPolicy } from '../sampling/policy';
import { LateTraces } from './late-traces';

const spanContext = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: TraceFlags.NONE };
const request = { method: 'GET', scheme: 'http', host: 'up', port: 80, path: '/a?x=1' } as const;

function subject(keep: Partial<KeepPolicy>) {
  const spans: ReadableSpan[] = [];
  const late = new LateTraces({
    sampling: new Sampling({ ...DEFAULT_POLICY, keep: { ...DEFAULT_POLICY.keep, ...keep } }),
    detail: { query: 'values', requestHeaders: [], correlationHeader: undefined },
    origin: {
      resource: resourceFromAttributes({}),
      instrumentationScope: { name: 'test' },
      attributeLengthLimit: 10,
    },
    recorder: silentRecorder(),
    deliver: (span) => spans.push(span),
  });
  return { late, spans };
}

const failed = { statusCode: undefined, error: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) };
const fine = { statusCode: 200, error: undefined };

describe('a call that no request has set off', () => {
  it('is kept if it failed, as the root of its trace', () => {
    const { late, spans } = subject({});
    late.beginCall(request, spanContext)?.(fine);
    late.beginCall(request, spanContext)?.(failed);
    expect(spans).toHaveLength(1);
    expect(spans[0]).toMatchObject({
      name: 'GET',
      kind: SpanKind.CLIENT,
      status: { code: SpanStatusCode.ERROR },
      attributes: {
        'error.type': 'ECONNREFUS',
        'url.full': 'http://up/',
        'gatewatch.sampling.kept': 'error',
      },
    });
    expect(spans[0]?.spanContext()).toEqual({ ...spanContext, traceFlags: TraceFlags.SAMPLED });
    expect(spans[0]).not.toHaveProperty('parentSpanContext');
  });

  it('is not even noted while nothing is kept', () => {
    expect(subject({ errors: false }).late.beginCall(request, spanContext)).toBeUndefined();
  });

  it('is kept up to the limit of each second', () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(5000);
    try {
      const { late, spans } = subject({ perSecond: 2 });
      const fail = () => late.beginCall(request, spanContext)?.(failed);
      for (let n = 0; n < 5; n++) fail();
      expect(spans).toHaveLength(2);
      now.mockReturnValue(6000);
      for (let n = 0; n < 5; n++) fail();
      expect(spans).toHaveLength(4);
    } finally {
      now.mockRestore();
    }
  });
});
