import {
  addBaggage,
  getMeter,
  getTracer,
  injectJobContext,
  record,
  recordException,
  setAttributes,
  traceDownstreamCall,
  withJobContext,
  withSpan,
} from '../index';

describe('without the preload', () => {
  it('work goes on and its result comes back', async () => {
    expect(withSpan('a', {}, () => 1)).toBe(1);
    await expect(withSpan('a', {}, () => Promise.resolve(2))).resolves.toBe(2);
    expect(() =>
      withSpan('a', {}, () => {
        throw new RangeError('mine');
      }),
    ).toThrow(RangeError);
    const call = { service: 's', operation: 'o', url: 'not a URL', method: 'get' };
    expect(traceDownstreamCall(call, (span, headers) => [span.isRecording(), headers])).toEqual([false, {}]);
  });

  it('a job runs, and nothing goes with it', async () => {
    expect(injectJobContext()).toEqual({});
    expect(injectJobContext({ order: 7 })).toEqual({ order: 7 });
    expect(withJobContext({ traceparent: 7 }, 'ship', (span) => span.isRecording())).toBe(false);
    await expect(withJobContext(null, 'ship', () => Promise.reject(new RangeError('mine')))).rejects.toThrow(
      'mine',
    );
  });

  it('everything else does nothing', () => {
    expect(() => {
      addBaggage({ tenant: 'acme' });
      setAttributes({ tenant_id: 'acme', user_id: 'mia' });
      recordException('no error');
      record().counter('self.errors').inc({ where: 'logs' });
      record().gauge('self.degraded').set({}, 1);
      getTracer('mine').startSpan('s').end();
      getMeter('mine', '1.0').createCounter('c').add(1);
    }).not.toThrow();
  });
});
