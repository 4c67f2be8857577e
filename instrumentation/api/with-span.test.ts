import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { type ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace';
import { withSpan } from './with-span';

const broken = new TypeError('broken');

describe('with an SDK', () => {
  const ended: ReadableSpan[] = [];
  beforeAll(() => {
    const onEnd = (span: ReadableSpan): void => void ended.push(span);
    const settled = (): Promise<void> => Promise.resolve();
    const processor = { onStart: () => undefined, onEnd, forceFlush: settled, shutdown: settled };
    trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [processor] }));
    context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  });
  beforeEach(() => (ended.length = 0));
  afterAll(() => {
    trace.disable();
    context.disable();
  });

  it('makes the span the active one and ends it with the work', () => {
    const inner = withSpan('sort', { items: 3 }, (span) => {
      expect(trace.getActiveSpan()).toBe(span);
      return withSpan('swap', {}, () => 'done');
    });
    expect(inner).toBe('done');
    expect(ended.map(({ name }) => name)).toEqual(['swap', 'sort']);
    expect(ended[0]?.parentSpanContext?.spanId).toBe(ended[1]?.spanContext().spanId);
    expect(ended[1]).toMatchObject({ attributes: { items: 3, 'operation.outcome': 'ok' } });
    expect(ended[1]?.status.code).toBe(SpanStatusCode.UNSET);
  });

  it('waits for a promise', async () => {
    let settle = (_value: number): void => undefined;
    const work = withSpan('wait', {}, () => new Promise<number>((resolve) => (settle = resolve)));
    expect(ended).toHaveLength(0);
    settle(7);
    expect(await work).toBe(7);
    expect(ended[0]?.attributes).toEqual({ 'operation.outcome': 'ok' });
  });

  it('runs what is lazy once', async () => {
    let runs = 0;
    const query = { then: (resolve: (value: number) => void) => resolve(++runs) };
    await withSpan('query', {}, () => query);
    expect(runs).toBe(1);
  });

  it.each([
    [
      'throws',
      () =>
        withSpan('fail', {}, () => {
          throw broken;
        }),
    ],
    ['rejects', () => withSpan('fail', {}, () => Promise.reject(broken))],
  ])('notes what the work %s and hands it on', async (_case, run) => {
    await expect((async () => await run())()).rejects.toBe(broken);
    expect(ended).toHaveLength(1);
    expect(ended[0]).toMatchObject({
      attributes: { 'operation.outcome': 'error', 'error.type': 'TypeError' },
      status: { code: SpanStatusCode.ERROR, message: 'broken' },
      events: [{ name: 'exception', attributes: { 'exception.message': 'broken' } }],
    });
  });
});
