import { carrierOf, jobWith, optionsWith } from './carrier';

const CONTEXT = {
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  correlation_id: 'a',
};
const metadata = JSON.stringify(CONTEXT);

it('puts the context where BullMQ keeps it, beside what the gateway has set', () => {
  const options = optionsWith(CONTEXT, { attempts: 3 } as object);
  expect(options).toEqual({ attempts: 3, telemetry: { metadata } });
  expect(carrierOf(options)).toEqual(CONTEXT);
  expect(optionsWith(CONTEXT, undefined)).toEqual({ telemetry: { metadata } });
});

it.each([
  ['there is no context', {}, { attempts: 3 }],
  ['the job has one already', CONTEXT, { telemetry: { metadata: 'of an earlier one' } }],
  ['the job wants none', CONTEXT, { telemetry: { omitContext: true } }],
  ['the job comes again and again', CONTEXT, { repeat: { every: 1000 } }],
])('leaves the options as they are where %s', (_why, context, options: object) => {
  expect(optionsWith(context, options)).toBe(options);
});

it('goes down the tree of a flow and changes none of it', () => {
  const leaf = { name: 'leaf', opts: { repeat: {} } };
  const flow = { name: 'root', queueName: 'q', children: [{ name: 'branch', children: [leaf] }] };
  const before = structuredClone(flow);
  expect(jobWith(CONTEXT, flow)).toEqual({
    name: 'root',
    queueName: 'q',
    opts: { telemetry: { metadata } },
    children: [{ name: 'branch', opts: { telemetry: { metadata } }, children: [leaf] }],
  });
  expect(flow).toEqual(before);
});

it.each([undefined, {}, { telemetry: {} }, { telemetry: { metadata: 7 } }, { telemetry: { metadata: '{' } }])(
  'finds no context in %j',
  (options) => expect(carrierOf(options)).toBeUndefined(),
);

it('does not parse a text that is longer than any context', () => {
  expect(carrierOf({ telemetry: { metadata: `"${'x'.repeat(16_384)}"` } })).toBeUndefined();
});
