import type { JobContext } from '../index';
import { injectJobContext } from '../index';
import { startRunning, stopRunning } from '../testing/running';

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

afterEach(stopRunning);

function within(current: JobContext): void {
  const unused = () => {
    throw new Error('nothing runs here');
  };
  startRunning(
    { name: 'none', packs: [], metrics: {} },
    { jobs: { current: () => current, startOf: unused, within: unused } },
  );
}

it('adds the context to a copy of a payload', () => {
  within({ traceparent: TRACEPARENT, correlation_id: 'order-7' });
  const payload = Object.freeze({ order: 7 });
  expect(injectJobContext(payload)).toEqual({
    order: 7,
    traceparent: TRACEPARENT,
    correlation_id: 'order-7',
  });
  expect(injectJobContext()).toEqual({ traceparent: TRACEPARENT, correlation_id: 'order-7' });
});

it('leaves nothing of the context of an earlier job', () => {
  within({ traceparent: TRACEPARENT });
  const earlier = {
    order: 7,
    traceparent: '00-a',
    tracestate: 'a=b',
    baggage: 'tenant=acme',
    correlation_id: 'order-6',
  };
  expect(injectJobContext(earlier)).toEqual({ order: 7, traceparent: TRACEPARENT });
});

it('hands on the context of an earlier job where there is none of its own', () => {
  within({});
  const earlier = { order: 7, traceparent: TRACEPARENT };
  expect(injectJobContext(earlier)).toEqual(earlier);
});
