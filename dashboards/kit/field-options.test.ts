import { thresholdSteps } from './field-options';

describe('threshold colours', () => {
  it('are neutral without a limit', () => {
    expect(thresholdSteps(undefined)).toEqual([{ value: null, color: 'text' }]);
  });

  it('go from green over yellow to red upwards where above is bad', () => {
    expect(thresholdSteps({ value: 10, bad: 'above', warning: 5 })).toEqual([
      { value: null, color: 'green' },
      { value: 5, color: 'yellow' },
      { value: 10, color: 'red' },
    ]);
    expect(thresholdSteps({ value: 10, bad: 'above' }).map(({ color }) => color)).toEqual(['green', 'red']);
  });

  it('go from red over yellow to green upwards where below is bad', () => {
    expect(thresholdSteps({ value: 0.95, bad: 'below', warning: 0.99 })).toEqual([
      { value: null, color: 'red' },
      { value: 0.95, color: 'yellow' },
      { value: 0.99, color: 'green' },
    ]);
    expect(thresholdSteps({ value: 1, bad: 'below' }).map(({ color }) => color)).toEqual(['red', 'green']);
  });
});
