import { spawnSync } from 'node:child_process';
import { processStart } from './process-start.cjs';

test('a running process has a start, and always the same', () => {
  expect(processStart(process.pid)).toMatch(/\S/);
  expect(processStart(process.pid)).toBe(processStart(process.pid));
  expect(processStart(1)).not.toBe(processStart(process.pid));
});

test('one that has ended has none', () => {
  expect(processStart(spawnSync('true').pid)).toBeUndefined();
});
