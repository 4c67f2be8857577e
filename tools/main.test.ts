import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestModules, readManifest } from './collector/manifest';
import { pinOf, TOOL_NAMES } from './pins';
import { program } from './testing/program';
import { temporaryFolder } from './testing/temporary-folder';

const folder = temporaryFolder();

/** Runs the command with nothing on PATH and empty caches. */
function tools(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', join(__dirname, 'main.ts'), ...args], {
    encoding: 'utf8',
    env: {
      HOME: folder(),
      NO_COLOR: '1',
      PATH: folder(),
      GATEWATCH_CACHE: join(folder(), 'cache'),
      ...env,
    },
    cwd: join(__dirname, '..'),
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** Stand-ins for all tools, which print what is read of them. */
function standIns(): string {
  const bin = join(folder(), 'stand-ins');
  for (const name of TOOL_NAMES) {
    const { version } = pinOf(name);
    const modules = manifestModules(readManifest()).map(({ path }) => `echo "  module: ${path} v1"`);
    program(join(bin, name), [`echo "${name}, version: ${version}"`, ...modules].join('\n'));
  }
  return bin;
}

test('--list shows what is missing and builds nothing', () => {
  const { code, out, err } = tools(['--list']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.split('\n').map((line) => line.split(/ +/))).toEqual([
    ['NAME', 'VERSION', 'ORIGIN', 'PATH'],
    ...TOOL_NAMES.map((name) => [name, pinOf(name).version, 'missing', '-']),
    [''],
  ]);
});

test('finds all tools: progress on standard error, the listing on standard output', () => {
  const bin = standIns();
  const { code, out, err } = tools(['--json'], { GATEWATCH_TOOLS_DIR: bin });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual(
    TOOL_NAMES.map((name) => ({
      name,
      version: pinOf(name).version,
      origin: 'GATEWATCH_TOOLS_DIR',
      path: join(bin, name),
      passedOver: [],
    })),
  );
  expect(err.trimEnd().split('\n')).toEqual(
    TOOL_NAMES.map(
      (name) => expect.stringMatching(`${name}: ${pinOf(name).version} from GATEWATCH_TOOLS_DIR`) as string,
    ),
  );
});

test('without Go: one message, exit code 1', () => {
  const { code, out, err } = tools(['tempo', 'loki']);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('Go is not on PATH, and these have to be built with it: loki 3.7.8 needs');
});

test("a cache that is no folder: the system's own words and what to do, exit code 1", () => {
  const cache = join(folder(), 'file');
  writeFileSync(cache, '');
  program(join(folder(), 'go'), 'echo go1.99.0');
  const { code, err } = tools(['tempo'], { GATEWATCH_CACHE: cache });
  expect(code).toBe(1);
  expect(err).toMatch(/tempo: building it failed\.\n {2}\| E[^]*What to do: see to it that this is a folder/);
});

test('a GATEWATCH_TOOLS_DIR that is no folder: one line, exit code 1', () => {
  mkdirSync(join(folder(), 'x'));
  const { code, err } = tools(['--list'], { GATEWATCH_TOOLS_DIR: join(folder(), 'absent') });
  expect(code).toBe(1);
  expect(err).toMatch(/^\nGATEWATCH_TOOLS_DIR is ".*absent": it must be .*\n$/);
});

test('an unknown tool or flag: exit code 2, naming what is allowed', () => {
  expect(tools(['jaeger'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('Allowed choices are loki, prometheus') as string,
  });
  expect(tools(['--nope'])).toMatchObject({ code: 2, err: expect.stringContaining("'--nope'") as string });
});
