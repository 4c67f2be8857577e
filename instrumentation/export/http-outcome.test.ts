import { refusedWith, unanswered } from './http-outcome';
import { busyStatus } from '../testing/rpc-status';

const NONE = Buffer.alloc(0);

it.each([
  [429, true, false, false],
  [502, true, true, false],
  [503, true, true, false],
  [504, true, true, false],
  [413, false, false, true],
  [400, false, false, false],
  [401, false, false, false],
  [404, false, false, false],
  [500, false, false, false],
  [301, false, false, false],
])('HTTP %i: retryable %s, unreachable %s, too large %s', (status, retryable, unreachable, tooLarge) => {
  const answer = { status, retryAfter: undefined, body: NONE };
  expect(refusedWith(answer, 0)).toMatchObject({
    retryable,
    unreachable,
    tooLarge,
    reason: `HTTP ${status}`,
  });
});

it('says what the collector said, and keeps the wait it asked for', () => {
  const busy = { status: 503, retryAfter: undefined, body: busyStatus('memory limit', 2) };
  expect(refusedWith(busy, 0)).toMatchObject({ reason: 'HTTP 503: memory limit', retryAfterMs: 2000 });
  expect(refusedWith({ ...busy, retryAfter: '7' }, 0).retryAfterMs).toBe(7000);
});

it('a call without an answer may be repeated; its reason is never empty', () => {
  expect(unanswered(new Error('socket hang up'))).toMatchObject({
    retryable: true,
    reason: 'socket hang up',
  });
  const several = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
  expect(unanswered(several).reason).toBe('ECONNREFUSED');
});
