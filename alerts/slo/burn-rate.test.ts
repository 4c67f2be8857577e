import { DAY, HOUR, MINUTE } from '../duration';
import { burnFactor, burnThreshold, detectionSeconds, WORKBOOK_PAIRS } from './burn-rate';

const MONTH = 30 * DAY;

describe('factors', () => {
  it('are those of the workbook for 30 days', () => {
    expect(WORKBOOK_PAIRS.map((pair) => burnFactor(pair, MONTH))).toEqual([14.4, 6, 3, 1]);
  });

  it('are derived for another period, and not copied', () => {
    expect(WORKBOOK_PAIRS.map((pair) => burnFactor(pair, 28 * DAY))).toEqual([13.44, 5.6, 2.8, 0.9333333333]);
  });

  it('become shares of bad events without the noise of binary fractions', () => {
    expect(WORKBOOK_PAIRS.map((pair) => burnThreshold(pair, 0.999, MONTH))).toEqual([
      0.0144, 0.006, 0.003, 0.001,
    ]);
  });
});

describe('detection', () => {
  const outage = (objective: number): number => detectionSeconds(WORKBOOK_PAIRS, objective, MONTH, 1);

  it('of a total outage takes the long window times the share, and the wait', () => {
    expect(outage(0.999)).toBeCloseTo(0.0144 * HOUR + 2 * MINUTE);
    expect(outage(0.99)).toBeCloseTo(0.144 * HOUR + 2 * MINUTE);
  });

  it('of a slow burn takes as long as the pair that sees it', () => {
    expect(detectionSeconds(WORKBOOK_PAIRS, 0.999, MONTH, 0.002)).toBeCloseTo(1.5 * DAY + 15 * MINUTE);
  });

  it('of what the objective allows never happens', () => {
    expect(detectionSeconds(WORKBOOK_PAIRS, 0.999, MONTH, 0.001)).toBe(Infinity);
  });
});
