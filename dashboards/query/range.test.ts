import { stepSeconds, timeRange } from './range';

const NOW = 1_700_000_000;

describe('timeRange', () => {
  it('reads what boards and their URLs write', () => {
    expect(timeRange('now-1h', 'now', NOW)).toEqual({ from: NOW - 3600, to: NOW });
    expect(timeRange('now-7d', 'now-30m', NOW)).toEqual({ from: NOW - 604_800, to: NOW - 1800 });
    expect(timeRange('1699999000000', '1699999060000', NOW)).toEqual({
      from: 1_699_999_000,
      to: 1_699_999_060,
    });
  });

  it('names what it cannot read', () => {
    expect(() => timeRange('yesterday', 'now', NOW)).toThrow('"from=yesterday" is no time');
    expect(() => timeRange('now', 'now-1h', NOW)).toThrow('is empty');
  });
});

describe('stepSeconds', () => {
  it('is a usual step, of a point a pixel at most, and never less than a scrape', () => {
    expect(stepSeconds({ from: 0, to: 3600 }, 600, '1s')).toBe(5);
    expect(stepSeconds({ from: 0, to: 3600 }, 600, '15s')).toBe(15);
    expect(stepSeconds({ from: 0, to: 60 }, 600, '1s')).toBe(1);
    expect(stepSeconds({ from: 0, to: 604_800 }, 500, '15s')).toBe(1200);
  });
});
