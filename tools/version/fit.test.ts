import { fittingRange, readVersion, versionFits } from './fit';

describe('readVersion', () => {
  test.each([
    ['prometheus, version 3.7.3 (branch: , revision: unknown)\n  go version: go1.26.8', '3.7.3'],
    ['ocb version v0.155.0', '0.155.0'],
    ['buildinfo:\n    command: otelcol\n    version: 0.155.0\nreceivers:', '0.155.0'],
    ['loki, version 3.7.8-weekly (branch: x)', '3.7.8'],
  ])('finds it in %j', (output, version) => {
    expect(readVersion(output)).toBe(version);
  });

  test('an unstamped build has none, and the version of Go is not taken for it', () => {
    expect(readVersion('promtool, version  (branch: )\n  go version:       go1.26.8')).toBeUndefined();
  });
});

describe('versionFits', () => {
  const pin = { version: '3.7.3' };

  test.each(['3.7.3', '3.7.0', '3.7.12'])('%s stands in for 3.7.3', (found) => {
    expect(versionFits(pin, found)).toBe(true);
  });

  test.each(['3.6.3', '3.8.0', '2.7.3', '3.70.3'])('%s does not', (found) => {
    expect(versionFits(pin, found)).toBe(false);
  });

  test('the range is said in words', () => {
    expect(fittingRange(pin)).toBe('3.7.x');
  });
});
