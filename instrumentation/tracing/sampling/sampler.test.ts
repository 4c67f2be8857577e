import { type Context, ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace';
import { type CallersWish, WISH } from '../propagation/format';
import { Sampling, type Share } from './control';
import { DEFAULT_POLICY } from './policy';
import { isInShare, PolicySampler, SHARE } from './sampler';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

function decide(context: Context, ratio: number): string {
  let reason = 'none';
  const sampler = new PolicySampler(new Sampling({ ...DEFAULT_POLICY, ratio }), (given) => (reason = given));
  const { decision } = sampler.shouldSample(context, TRACE);
  return `${decision === SamplingDecision.RECORD_AND_SAMPLED ? 'sampled' : 'dropped'} ${reason}`;
}

const parent = (sampled: boolean, isRemote: boolean, context = ROOT_CONTEXT) =>
  trace.setSpanContext(context, {
    traceId: TRACE,
    spanId: '00f067aa0ba902b7',
    traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote,
  });
const wish = (what: CallersWish) => ROOT_CONTEXT.setValue(WISH, what);
const share = (what: Share, context = ROOT_CONTEXT) => context.setValue(SHARE, what);

it.each<[string, Context, number, string]>([
  ['a root in the share', ROOT_CONTEXT, 1, 'sampled ratio'],
  ['a root beyond the share', ROOT_CONTEXT, 0, 'dropped none'],
  ['a sampled caller', parent(true, true), 0, 'sampled parent'],
  ['an unsampled caller', parent(false, true), 1, 'dropped none'],
  ['a child of a sampled span', parent(true, false), 0, 'sampled none'],
  ['a child of an unsampled span', parent(false, false), 1, 'dropped none'],
  ['a caller that defers', parent(false, true, wish('deferred')), 1, 'sampled ratio'],
  ['a child below a caller that defers', parent(false, false, wish('deferred')), 1, 'dropped none'],
  ['a caller that denies', wish('denied'), 1, 'dropped none'],
  ['a caller that accepts', wish('accepted'), 0, 'sampled parent'],
  ['a rule', share({ reason: 'rule', ratio: 1 }), 0, 'sampled rule'],
  ['a rule against a caller', parent(false, true, share({ reason: 'rule', ratio: 1 })), 1, 'dropped none'],
  ['force against a caller', parent(false, true, share({ reason: 'forced' })), 0, 'sampled forced'],
  [
    'a child below force that was overruled',
    parent(false, false, share({ reason: 'forced' })),
    0,
    'dropped none',
  ],
])('%s', (_name, context, ratio, expected) => {
  expect(decide(context, ratio)).toBe(expected);
});

it('samples the share that is asked for, and a smaller share within a larger one', () => {
  const ids = Array.from(
    { length: 20_000 },
    (_, n) =>
      // Spread evenly over the random part of the id, which is what the share is about.
      TRACE.slice(0, 18) +
      Math.floor((n / 20_000) * 16 ** 14)
        .toString(16)
        .padStart(14, '0'),
  );
  for (const ratio of [0, 0.001, 0.1, 0.5, 1]) {
    expect(ids.filter((id) => isInShare(id, ratio)).length / ids.length).toBeCloseTo(ratio, 3);
  }
  expect(ids.filter((id) => isInShare(id, 0.1)).every((id) => isInShare(id, 0.2))).toBe(true);
});
