import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './command';
import type { Phase } from './phase';

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly numPendingTests: number;
}

/**
 * A phase that runs one jest project and counts its tests. A suite that cannot even be loaded counts as one failure,
 * and so does a project that finds no test: a run of nothing proves nothing.
 */
export function jestPhase(
  name: string,
  root: string,
  project: string,
  options: { readonly args?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {},
): Phase {
  return {
    name,
    run: async (signal) => {
      const directory = await mkdtemp(join(tmpdir(), 'gatewatch-jest-'));
      const outputFile = join(directory, 'report.json');
      const jest = join(root, 'node_modules', '.bin', 'jest');
      const reporting = ['--json', `--outputFile=${outputFile}`];
      const args = [
        jest,
        '--selectProjects',
        project,
        '--forceExit=false',
        ...reporting,
        ...(options.args ?? []),
      ];
      try {
        const exit = await runCommand(process.execPath, args, { cwd: root, env: options.env ?? {}, signal });
        const report = await readFile(outputFile, 'utf8')
          .then((text) => JSON.parse(text) as JestReport)
          .catch(() => undefined);
        if (report === undefined) return { passed: 0, failed: 1 };
        const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
        return { passed: report.numPassedTests, failed: failed === 0 && exit !== 0 ? 1 : failed };
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}
