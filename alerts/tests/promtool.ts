import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a binary printed and returned. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/**
 * Runs a binary to its end.
 * @throws Error if it could not be started.
 */
export function run(binary: string, args: readonly string[], cwd: string): Outcome {
  const { status, stdout, stderr, error } = spawnSync(binary, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw new Error(`${binary} did not run: ${error.message}`, { cause: error });
  return { status, output: stdout + stderr };
}

/** Test files by name, with whether every test in each passed. */
export function testResults(
  promtool: string,
  files: Readonly<Record<string, string>>,
  folder: string,
): ReadonlyMap<string, boolean> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  run(promtool, ['test', 'rules', '--junit=results.xml', ...Object.keys(files)], folder);
  const suites = readFileSync(join(folder, 'results.xml'), 'utf8').matchAll(
    /<testsuite name="([^"]+)" tests="\d+" failures="(\d+)" errors="(\d+)"/g,
  );
  return new Map(
    [...suites].map(([, name, failures, errors]) => [name ?? '', failures === '0' && errors === '0']),
  );
}
