import { backoffMs, INITIAL_BACKOFF_MS, MAX_BACKOFF_MS } from './backoff';

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
