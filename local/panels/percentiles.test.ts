import { inBucketOf } from './percentiles';

const BOUNDS = [0.1, 0.25, 0.5, 1];

describe('inBucketOf', () => {
  it('holds in the bucket of the exact percentile, wherever in it', () => {
    expect(inBucketOf(0.26, 0.4, BOUNDS)).toBe(true);
    expect(inBucketOf(0.5, 0.4, BOUNDS)).toBe(true);
    expect(inBucketOf(0.24, 0.4, BOUNDS)).toBe(false);
    expect(inBucketOf(0.51, 0.4, BOUNDS)).toBe(false);
  });

  it('holds in the bucket below where the client was just above its bound', () => {
    expect(inBucketOf(0.24, 0.26, BOUNDS)).toBe(true);
    expect(inBucketOf(0.24, 0.27, BOUNDS)).toBe(false);
  });

  it('holds above the last bound and not for what is no number', () => {
    expect(inBucketOf(1, 3, BOUNDS)).toBe(true);
    expect(inBucketOf(NaN, 0.4, BOUNDS)).toBe(false);
  });
});
