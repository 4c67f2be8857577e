import { type GroupRun } from '../process/run-group';
import { ensurePackages, type PackageSystem } from './ensure-packages';

/** A stand-in for the system: records what apt-get was asked to do. */
class FakeSystem implements PackageSystem {
  readonly env = { PATH: '/bin' };
  readonly commands: string[] = [];
  readonly environments: NodeJS.ProcessEnv[] = [];

  constructor(
    readonly programs: readonly string[],
    readonly isRoot = true,
    readonly isDebian = true,
    readonly fails?: { readonly command: string; readonly lines: readonly string[] },
  ) {}

  hasProgram = (program: string): boolean => this.programs.includes(program);

  run = (run: GroupRun): Promise<number> => {
    const command = [run.command, ...run.args].join(' ');
    this.commands.push(command);
    this.environments.push(run.env);
    if (this.fails?.command !== command) return Promise.resolve(0);
    this.fails.lines.forEach((line) => run.onLine?.(line, 'stderr'));
    return Promise.resolve(100);
  };
}

test('what is there is not installed again', async () => {
  const system = new FakeSystem(['wrk', 'chromium'], false, false);
  expect(await ensurePackages(['wrk', 'chromium'], {}, system)).toEqual([]);
  expect(system.commands).toEqual([]);
});

test('root on Debian: one update, one install of what is missing and asked for, without questions', async () => {
  const system = new FakeSystem(['wrk']);
  const steps: string[] = [];
  const installed = await ensurePackages(
    ['wrk', 'redis-server', 'prometheus-redis-exporter'],
    { onStep: (line) => steps.push(line) },
    system,
  );
  expect(installed).toEqual(['redis-server', 'prometheus-redis-exporter']);
  expect(system.commands).toEqual([
    'apt-get update',
    'apt-get install -y --no-install-recommends redis-server prometheus-redis-exporter',
  ]);
  expect(steps).toEqual(system.commands);
  expect(system.environments[1]).toMatchObject({ DEBIAN_FRONTEND: 'noninteractive', PATH: '/bin' });
});

test('another user is told the command, and nothing runs', async () => {
  const system = new FakeSystem([], false);
  await expect(ensurePackages(['wrk', 'chromium'], {}, system)).rejects.toThrow(
    'Missing Debian packages: wrk, chromium. Run: sudo apt-get install -y --no-install-recommends wrk chromium',
  );
  expect(system.commands).toEqual([]);
});

test('another system is told the names', async () => {
  const system = new FakeSystem([], true, false);
  await expect(ensurePackages(['wrk'], {}, system)).rejects.toThrow('Missing programs: wrk');
  expect(system.commands).toEqual([]);
});

test('a failing apt-get is shown with its last lines, and ends it', async () => {
  const lines = ['Reading package lists...', 'E: write (28: No space left on device)'];
  const system = new FakeSystem([], true, true, { command: 'apt-get update', lines });
  await expect(ensurePackages(['wrk'], {}, system)).rejects.toThrow(
    /^apt-get update failed with exit code 100\.[^]*\| E: write [^]*What to do: free disk space/,
  );
  expect(system.commands).toEqual(['apt-get update']);
});
