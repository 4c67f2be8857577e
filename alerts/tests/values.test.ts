import { counter, every, gauge, vanishing } from './values';

describe('test values', () => {
  it('let a counter go on from where the last phase ended', () => {
    expect(counter([3, 2], [2, 0], [2, 5])).toBe('0+2x2 4+0x1 9+5x1');
  });

  it('show a gauge for so many samples', () => {
    expect(vanishing(gauge([20, 1], [1, 0]))).toBe('1+0x19 0+0x0 stale');
  });

  it('put a burst at every so many steps', () => {
    expect(every(60, 2)).toEqual([
      [59, 0],
      [1, 2],
      [59, 0],
      [1, 2],
    ]);
  });
});
