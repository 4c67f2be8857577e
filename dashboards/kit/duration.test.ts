import { rateInterval, seconds } from './duration';

describe('rateInterval', () => {
  it('is four scrapes, or a step and a scrape where that is more', () => {
    expect(rateInterval('15s')).toBe('60s');
    expect(rateInterval('15s', '2m')).toBe('135s');
    expect(rateInterval('100ms')).toBe('400ms');
  });
});

describe('seconds', () => {
  it('knows the units', () => {
    expect(['250ms', '15s', '5m', '2h', '1d', '1w'].map(seconds)).toEqual([
      0.25, 15, 300, 7200, 86400, 604800,
    ]);
  });

  it('names the text that is no duration', () => {
    expect(() => seconds('1h30m')).toThrow('duration "1h30m" is not');
  });
});
