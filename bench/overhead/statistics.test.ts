import { spread } from './statistics';

describe('spread', () => {
  it('gives the middle figure, or the mean of the two in the middle', () => {
    expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
    expect(spread([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
  });
  it('refuses to speak of nothing', () => {
    expect(() => spread([])).toThrow('no figures');
  });
});
