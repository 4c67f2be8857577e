import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOnDisk, openMetrics } from './tsdb-bytes';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'tsdb-bytes-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const counter = (endpoint: string, length: number, step: (n: number) => number) => ({
  labels: { __name__: 'http_requests_total', endpoint },
  samples: Array.from({ length }, (_, n) => [n, step(n)] as const),
});

test('samples are told at the interval asked for, whatever stands in a label', () => {
  const text = openMetrics([counter('/say "hi"\\', 2, (n) => n / 0)], 15);
  expect(text).toBe(
    'http_requests_total{endpoint="/say \\"hi\\"\\\\"} NaN 1767225600\n' +
      'http_requests_total{endpoint="/say \\"hi\\"\\\\"} +Inf 1767225615\n# EOF\n',
  );
});

test('promtool takes them; what varies takes more than what does not, and nothing is left behind', async () => {
  const still = await bytesOnDisk([counter('/a', 400, () => 7)], 15, directory);
  const restless = await bytesOnDisk([counter('/a', 400, () => Math.random())], 15, directory);
  expect([still.samples, restless.samples]).toEqual([400, 400]);
  expect(still.chunks / still.samples).toBeLessThan(1);
  // A random double has 52 bits that nothing foretells.
  expect(restless.chunks / restless.samples).toBeGreaterThan(6);
  expect(still.index).toBeGreaterThan(100);
  expect(readdirSync(directory)).toEqual([]);
});
