import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type RunGroup, runGroup } from '../process/run-group';
import { explainFailure, lastLines } from '../build/failure';
import { DEBIAN_PACKAGES, type PackageName } from './pins';

/** What installing takes from the outside; tests put their own in its place. */
export interface PackageSystem {
  readonly isRoot: boolean;
  readonly isDebian: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly hasProgram: (program: string) => boolean;
  readonly run: RunGroup;
}

export interface PackageOptions {
  readonly signal?: AbortSignal | undefined;
  /** Hears one line per step. */
  readonly onStep?: (line: string) => void;
}

/**
 * Sees to it that the programs of these packages are on PATH. Installs what is missing with apt-get as root on Debian (and
 * its derivatives), and only that. Resolves to the names that were installed.
 *
 * Throws one error that names every missing package and the command, if this user or system cannot install them or if
 * apt-get fails; throws the reason of `signal` if that was aborted.
 */
export async function ensurePackages(
  names: readonly PackageName[],
  { signal, onStep }: PackageOptions = {},
  system: PackageSystem = packageSystem(),
): Promise<PackageName[]> {
  const missing = DEBIAN_PACKAGES.filter(({ name }) => names.includes(name))
    .filter(({ program }) => !system.hasProgram(program))
    .map(({ name }) => name);
  if (missing.length === 0) return [];
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!system.isDebian) {
    throw new Error(
      `Missing programs: ${missing.join(', ')} (names of Debian packages). This is no Debian: install them with this system's package manager.`,
    );
  }
  if (!system.isRoot) {
    throw new Error(`Missing Debian packages: ${missing.join(', ')}. Run: sudo ${install}`);
  }
  for (const args of [['update'], install.split(' ').slice(1)]) {
    onStep?.(`apt-get ${args.join(' ')}`);
    await aptGet(args, system, signal);
  }
  return missing;
}

async function aptGet(
  args: readonly string[],
  system: PackageSystem,
  signal: AbortSignal | undefined,
): Promise<void> {
  const heard: string[] = [];
  const code = await system.run({
    command: 'apt-get',
    args,
    cwd: '/',
    // No questions; and with run level 1 the packages do not start their daemons on this machine.
    env: { ...system.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    signal,
    onLine: (line) => heard.push(line),
  });
  if (code === 0) return;
  const command = `apt-get ${args.join(' ')}`;
  const shown = lastLines(heard);
  throw new Error(
    [
      `${command} failed with exit code ${code}.`,
      ...shown.map((line) => `  | ${line}`),
      `What to do: ${explainFailure(shown, command)}`,
    ].join('\n'),
  );
}

/** The system that this process runs on. */
export function packageSystem(env: NodeJS.ProcessEnv = process.env): PackageSystem {
  return {
    isRoot: process.getuid?.() === 0,
    isDebian: existsSync('/etc/debian_version') && programOnPath('apt-get', env),
    env,
    hasProgram: (program) => programOnPath(program, env),
    run: runGroup,
  };
}

function programOnPath(program: string, env: NodeJS.ProcessEnv): boolean {
  return (env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
