import { longestRun, PATIENCE_MS } from '../../testing/longest';
import { seededPicks } from '../../testing/random';
import { acceptsGzip, negotiateFormat } from './negotiate';
import { openMetrics } from './openmetrics';
import { text } from './text';

const pick = seededPicks(11);
const PARTS = [
  'text/plain',
  'application/openmetrics-text',
  '*/*',
  'text/*',
  ';',
  ',',
  'q=',
  'q=0.5',
  'q=1.0000',
  'version=',
  'version="1.0.0"',
  'version=0.0.4',
  '=',
  ' ',
  '"',
  'gzip',
  'identity',
  '*',
  ';;',
  ';q',
  '/',
  '\t',
  '__proto__',
  'q=-1',
  'q=1e9',
  '\u00ff',
] as const;

test('whatever a client accepts, it gets one of the two formats', () => {
  const chosen = new Map<string, number>();
  for (let round = 0; round < 20_000; round++) {
    const header = Array.from({ length: pick.below(12) }, () => pick.of(PARTS)).join('');
    const format = negotiateFormat(header);
    expect([openMetrics, text]).toContain(format);
    expect(typeof acceptsGzip(header)).toBe('boolean');
    chosen.set(format.contentType, (chosen.get(format.contentType) ?? 0) + 1);
  }
  expect([...chosen.keys()].sort()).toEqual([openMetrics.contentType, text.contentType].sort());
});

test('a long header is read in a time that is in proportion', () => {
  expect(longestRun((header) => void negotiateFormat(header))).toBeLessThan(PATIENCE_MS);
  expect(longestRun((header) => void acceptsGzip(header))).toBeLessThan(PATIENCE_MS);
});
