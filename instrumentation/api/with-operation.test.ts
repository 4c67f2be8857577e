import { Readable } from 'node:stream';
import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { type ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace';
import { warehouseHub } from '../presets/warehouse-hub';
import { parseMetrics } from '../testing/metrics-text';
import { startRunning, stopRunning } from '../testing/running';
import { until } from '../testing/until';
import { getCurrentSpanId, getCurrentTraceId, withOperation } from './index';

const broken = new TypeError('broken');
const throws = (): never => {
  throw broken;
};
const ended: ReadableSpan[] = [];
const onServer: unknown[] = [];
let registry: ReturnType<typeof startRunning>;

beforeAll(() => {
  const onEnd = (span: ReadableSpan): void => void ended.push(span);
  const settled = (): Promise<void> => Promise.resolve();
  const processor = { onStart: () => undefined, onEnd, forceFlush: settled, shutdown: settled };
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [processor] }));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
});
beforeEach(() => {
  ended.length = 0;
  onServer.length = 0;
  const request = {
    setAttributes: (attributes: unknown) => onServer.push(attributes),
    recordException: () => undefined,
    addBaggage: () => undefined,
  };
  registry = startRunning(warehouseHub, { request });
});
afterEach(stopRunning);
afterAll(() => {
  trace.disable();
  context.disable();
});

/** Operations so far, e.g. `create_order success 1`. */
const counted = async (): Promise<string[]> => {
  const samples = parseMetrics(await registry.render());
  const counts = samples.of('operation_duration_seconds_count').filter(({ value }) => value > 0);
  return counts.map(({ labels, value }) => `${labels['operation_type']} ${labels['outcome']} ${value}`);
};

it('gives span, duration, outcome and attributes in one', async () => {
  const attributes = { tenant_id: 'acme', user_id: 'mia', items: 2 };
  expect(withOperation('create_order', attributes, () => 7)).toBe(7);
  expect(ended).toHaveLength(1);
  expect(ended[0]).toMatchObject({
    name: 'create_order',
    status: { code: SpanStatusCode.UNSET },
    attributes: {
      operation_type: 'create_order',
      tenant_id: 'acme',
      user_id: 'hash of mia',
      items: 2,
      'operation.outcome': 'ok',
    },
  });
  expect(onServer).toEqual([{ operation_type: 'create_order', tenant_id: 'acme', user_id: 'hash of mia' }]);
  expect(await counted()).toEqual(['create_order success 1']);
  const samples = parseMetrics(await registry.render());
  expect(samples.of('tenant_operations_total')).toMatchObject([
    { labels: { tenant_id: 'acme', operation_type: 'create_order', outcome: 'success' }, value: 1 },
  ]);
});

it.each([
  ['throws', throws],
  ['rejects', () => Promise.reject(broken)],
])('notes that the work %s, and hands on the very error', async (_how, run) => {
  const outcome = (async () => await withOperation('pay', { tenant_id: 'acme' }, run))();
  await expect(outcome).rejects.toBe(broken);
  expect(await counted()).toEqual(['pay failed 1']);
  expect(ended).toMatchObject([
    {
      attributes: { 'operation.outcome': 'error', 'error.type': 'TypeError' },
      status: { code: SpanStatusCode.ERROR, message: 'broken' },
      events: [{ name: 'exception' }],
    },
  ]);
});

it('measures a promise to its end', async () => {
  let settle = (): void => undefined;
  const work = withOperation('wait', {}, () => new Promise<void>((resolve) => (settle = resolve)));
  expect(await counted()).toEqual([]);
  settle();
  await work;
  expect(await counted()).toEqual(['wait success 1']);
});

it('tells the request of the outermost operation only, and nests the spans', async () => {
  await withOperation('outer', {}, () => withOperation('inner', { tenant_id: 'acme' }, async () => 1));
  expect(onServer).toEqual([{ operation_type: 'outer' }]);
  expect(ended.map(({ name }) => name)).toEqual(['inner', 'outer']);
  expect(ended[0]?.parentSpanContext?.spanId).toBe(ended[1]?.spanContext().spanId);
});

it('gives its duration the trace as exemplar', async () => {
  await withOperation('sort', {}, async () => undefined);
  const { chunks } = await registry.scrape('application/openmetrics-text');
  const traceId = ended[0]?.spanContext().traceId;
  expect(Buffer.concat(chunks).toString()).toContain(`# {trace_id="${traceId}"}`);
});

it('ids of trace and span are those of the operation, and none outside', () => {
  expect([getCurrentTraceId(), getCurrentSpanId()]).toEqual([undefined, undefined]);
  const ids = withOperation('a', {}, () => [getCurrentTraceId(), getCurrentSpanId()]);
  const { traceId, spanId } = ended[0]?.spanContext() ?? {};
  expect(ids).toEqual([traceId, spanId]);
});

describe('a generator', () => {
  async function* tokens(last: () => string): AsyncGenerator<string, string, number | undefined> {
    const echoed = yield 'a';
    yield `${echoed ?? 0} ${getCurrentSpanId()}`;
    return last();
  }

  it('is measured until it is used up; its steps run within the span', async () => {
    const stream = withOperation('stream', {}, () => tokens(() => 'end'));
    expect(await counted()).toEqual([]);
    expect(await stream.next(0)).toEqual({ done: false, value: 'a' });
    const second = await stream.next(5);
    expect(ended).toHaveLength(0);
    expect(await stream.next(0)).toEqual({ done: true, value: 'end' });
    expect(second.value).toBe(`5 ${ended[0]?.spanContext().spanId}`);
    expect(await stream.next(0)).toEqual({ done: true, value: undefined });
    expect(await counted()).toEqual(['stream success 1']);
    expect(ended).toHaveLength(1);
  });

  it('that fails midway failed', async () => {
    const seen: string[] = [];
    const use = async (): Promise<void> => {
      for await (const token of withOperation('stream', {}, () => tokens(throws))) seen.push(token);
    };
    await expect(use()).rejects.toBe(broken);
    expect(seen).toHaveLength(2);
    expect(await counted()).toEqual(['stream failed 1']);
  });

  it('that its reader leaves has ended', async () => {
    for await (const token of withOperation('stream', {}, () => tokens(throws))) {
      expect(token).toBe('a');
      break;
    }
    expect(await counted()).toEqual(['stream success 1']);
  });

  it('may be synchronous', async () => {
    function* numbers() {
      yield 1;
      yield 2;
    }
    expect([...withOperation('numbers', {}, numbers)]).toEqual([1, 2]);
    expect(await counted()).toEqual(['numbers success 1']);
  });
});

it.each([
  ['that ends', 'success', (stream: Readable) => stream.resume()],
  ['that breaks', 'failed', (stream: Readable) => stream.on('error', () => undefined).destroy(broken)],
])('measures a stream %s: %s', async (_how, outcome, use) => {
  const source = Readable.from(['a', 'b']);
  const stream = withOperation('stream', {}, () => source);
  expect(stream).toBe(source);
  expect(await counted()).toEqual([]);
  use(stream);
  await until('the span ended', () => ended.length === 1);
  expect(await counted()).toEqual([`stream ${outcome} 1`]);
});

it('lets the id of a user go nowhere where there is no preload to hash it', () => {
  stopRunning();
  withOperation('a', { user_id: 'mia' }, () => 1);
  expect(JSON.stringify(ended[0]?.attributes)).not.toContain('mia');
});
