import {
  type Attempt,
  backoffMs,
  FLUSH_BACKOFF_MS,
  INITIAL_BACKOFF_MS,
  MAX_BACKOFF_MS,
  MAX_RETRY_AFTER_MS,
  pauseMs,
} from './backoff';

describe('backoffMs', () => {
  it('doubles per failure up to the longest pause', () => {
    const steps = [1, 2, 3, 4, 5, 50].map((failures) => backoffMs(failures, 0.999_999));
    expect(steps.map(Math.round)).toEqual([500, 1000, 2000, 4000, 5000, 5000]);
  });

  it('spreads each pause between half and all of its step', () => {
    expect(backoffMs(1, 0)).toBe(INITIAL_BACKOFF_MS / 2);
    expect(backoffMs(40, 0)).toBe(MAX_BACKOFF_MS / 2);
  });
});

describe('pauseMs', () => {
  const attempt: Attempt = {
    failures: 3,
    random: 0,
    retryAfterMs: undefined,
    flushing: false,
    endsInMs: undefined,
  };

  it.each<[string, Partial<Attempt>, number]>([
    ['by default: the backoff', {}, 1000],
    ['somebody flushes: soon', { flushing: true }, FLUSH_BACKOFF_MS],
    ['the collector asks for a time: that', { retryAfterMs: 7000, flushing: true }, 7000],
    ['with jitter, never earlier', { retryAfterMs: 7000, random: 0.5 }, 7350],
    ['a time of 0 says nothing', { retryAfterMs: 0 }, 1000],
    ['a day is a slip', { retryAfterMs: 86_400_000 }, MAX_RETRY_AFTER_MS],
    ['the process ends: soon', { endsInMs: 8000 }, FLUSH_BACKOFF_MS],
    ['the process ends, the time asked for fits', { endsInMs: 8000, retryAfterMs: 2000 }, 2000],
    ['the process ends before that time', { endsInMs: 8000, retryAfterMs: 7900 }, FLUSH_BACKOFF_MS],
  ])('%s', (_case, change, expected) => {
    expect(pauseMs({ ...attempt, ...change })).toBe(expected);
  });
});
