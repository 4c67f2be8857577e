import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { cachedPath } from '../cache/build-key';
import { ensurePins } from '../ensure';
import { type ToolEvent } from '../progress/event';
import { BROKEN, fixtureContext, HELLO } from '../testing/fixture-pins';
import { temporaryFolder } from '../testing/temporary-folder';

// Builds real Go modules with the installed Go. They have no dependencies, so nothing is downloaded.
const children: ChildProcess[] = [];
// Before the folder's own clean-up: what still runs would write into it.
afterEach(() => {
  children.splice(0).forEach((child) => child.kill('SIGKILL'));
  // A builder that was killed outright could not end its `go`.
  for (const group of new Set(goProcesses().map((go) => go.group))) process.kill(-group, 'SIGKILL');
});
const folder = temporaryFolder();

// Those of this test have its folder in their arguments.
function goProcesses(): { group: number; args: string }[] {
  return execFileSync('ps', ['-eo', 'pgid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => ({ group: parseInt(line, 10), args: line.trim().replace(/^\d+ /, '') }))
    .filter(({ args }) => /^(go|\S+\/compile|\S+\/link) /.test(args) && args.includes(folder()));
}

/** Runs a build in a process of its own, with an empty build cache of Go at first. */
function build(onEvent: (event: ToolEvent, child: ChildProcess) => void = () => undefined) {
  const tmp = join(folder(), 'go-tmp');
  mkdirSync(tmp, { recursive: true });
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(__dirname, '../testing/build-fixture.ts'), folder(), 'hello'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, GOCACHE: join(folder(), 'go-cache'), GOTMPDIR: tmp },
    },
  );
  children.push(child);
  const events: ToolEvent[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = JSON.parse(line) as ToolEvent;
    events.push(event);
    onEvent(event, child);
  });
  return once(child, 'close').then(([code]) => ({ code: code as number, events }));
}

const compiled = (events: readonly ToolEvent[]): number =>
  Math.max(...events.map((event) => (event.state === 'building' ? event.packages : 0)));

test('a built tool runs, says its version, and comes from the cache the second time', async () => {
  const context = fixtureContext(folder());
  const events: ToolEvent[] = [];
  const onEvent = (event: ToolEvent): void => void events.push(event);
  const { hello = '' } = await ensurePins([HELLO], context, { onEvent });
  expect(hello).toBe(cachedPath(HELLO, context.modulesDir, context.cache));
  expect(spawnSync(hello, { encoding: 'utf8' }).stderr).toBe('hello, version 1.2.3\n');
  expect(readdirSync(dirname(hello))).toEqual(['hello']);

  await ensurePins([HELLO], context, { onEvent });
  const origins = events.map((event) => (event.state === 'ready' ? event.origin : undefined));
  expect(origins.filter(Boolean)).toEqual(['built', 'cache']);
});

test('a module that does not compile is shown with the lines of the compiler', async () => {
  await expect(ensurePins([BROKEN], fixtureContext(folder()), {})).rejects.toThrow(
    /broken: go build failed\.\n {2}\| # gatewatch\.dev\/tools\/broken\n {2}\| .*main\.go:5:2: undefined: undefinedFunction\nWhat to do: .*by hand: cd /,
  );
});

test('an interrupted build leaves no process and no half binary, and goes on where it stopped', async () => {
  const first = await build((event, child) => {
    if (event.state === 'building' && event.packages === 8) child.kill('SIGTERM');
  });
  expect(first.code).toBe(1);
  expect(first.events.at(-1)).toEqual({ error: 'interrupted' });
  expect(goProcesses()).toEqual([]);
  const path = cachedPath(HELLO, fixtureContext(folder()).modulesDir, join(folder(), 'cache'));
  expect(existsSync(path)).toBe(false);
  expect(readdirSync(join(folder(), 'cache', 'locks'))).toEqual([]);

  const second = await build();
  expect(second.code).toBe(0);
  expect(existsSync(path)).toBe(true);
  // The compilers of the last packages were stopped, so those are compiled again, but not the first.
  const total = second.events.find((event) => event.state === 'building')?.atMost ?? 0;
  expect(compiled(second.events)).toBeLessThanOrEqual(total - 4);
}, 240_000);

test('a build that was killed outright is taken over', async () => {
  await build((event, child) => {
    if (event.state === 'building' && event.packages === 5) child.kill('SIGKILL');
  });
  // Its compilers may run on for a moment, or have ended already: only what it left in the cache is certain.
  expect(readdirSync(join(folder(), 'cache', 'locks'))).toEqual(['hello.lock']);
  const second = await build();
  expect(second.code).toBe(0);
  expect(readdirSync(join(folder(), 'cache', 'locks'))).toEqual([]);
}, 240_000);

test('two processes at once: one builds, the other waits for it and says so', async () => {
  const both = await Promise.all([build(), build()]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  const states = both.map(({ events }) => events.map(({ state }) => state));
  expect(states.filter((list) => list.includes('building'))).toHaveLength(1);
  const other = both.find(({ events }) => !events.some(({ state }) => state === 'building'));
  expect(other?.events).toContainEqual(
    expect.objectContaining({
      state: 'waiting',
      reason: expect.stringMatching(/^process \d+ builds it$/) as string,
    }),
  );
}, 240_000);
