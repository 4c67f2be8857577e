import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// In a process of its own: listr2 is an ES module, and writes to the real standard error.
function show(play: string): { out: string; lines: string[] } {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(__dirname, '../testing/show-progress.ts'), play],
    { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } },
  );
  return { out: stdout, lines: stderr.trimEnd().split('\n') };
}

const BUILDING = /^\S loki: building, 3 of at most 9 packages, 1\.\ds$/;

test('a log gets a line per step, a sign of life while nothing changes, and how each tool ended', () => {
  const { out, lines } = show('succeeds');
  expect(out).toBe('done');
  // Not a line for each package, and none for looking or queueing.
  expect(lines.filter((line) => line.includes('0 of at most')).length).toBe(0);
  expect(lines).toContainEqual(expect.stringMatching(/^\S loki: building, 1\.\ds$/));
  expect(lines.filter((line) => BUILDING.test(line)).length).toBeGreaterThanOrEqual(2);
  expect(lines.join('\n')).not.toMatch(/looking|will be built/);
  expect(lines).toContainEqual(expect.stringMatching(/^\S tempo: 1\.5\.0 from PATH, 0\.0s$/));
  expect(lines.at(-1)).toMatch(/^\S loki: 3\.7\.8 built, 2\.0s$/);
});

test.each([
  ['fails', 'loki: no', /^\S loki: failed, 2\.0s .*see below/],
  ['breaks-off', 'interrupted', /^\S loki: building, 3 of at most 9 packages, 1\.0s .*broken off/],
])('when the work %s, it rejects as the work does and each line comes to an end', (play, message, last) => {
  const { out, lines } = show(play);
  expect(out).toBe(`rejected: ${message}`);
  expect(lines.at(-1)).toMatch(last);
});
