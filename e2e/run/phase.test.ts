import { summary } from './phase';

describe('summary', () => {
  it('ends with the sum of all phases alone on the last line', () => {
    const text = summary([
      { name: 'types', passed: 1, failed: 0, seconds: 4 },
      { name: 'unit', passed: 40, failed: 2, seconds: 10.25 },
      { name: 'cluster', passed: 0, failed: 0, seconds: 0, skipped: 'no cluster' },
    ]);
    expect(text.trimEnd().split('\n').at(-1)).toBe('41 passed, 2 failed');
    expect(text).toContain('left out: no cluster');
    expect(text).toMatch(/total +14\.3 s/);
  });
});
