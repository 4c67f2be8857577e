import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePins, ToolsUnavailableError } from './ensure';
import { type ToolContext } from './context';
import { type ToolPin } from './pins';
import { type ToolEvent } from './progress/event';
import { type FakeBuild, FakeGo } from './testing/fake-go';
import { fixtureContext } from './testing/fixture-pins';
import { program } from './testing/program';
import { temporaryFolder } from './testing/temporary-folder';

const folder = temporaryFolder();

function pin(name: string, module = name): ToolPin {
  const dir = join(folder(), 'modules', module);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'go.mod'), `module x/${module}\n\ngo 1.24.0\n`);
  writeFileSync(join(dir, 'go.sum'), '');
  return { name, version: '1.0.0', module, package: name, ldflags: [], versionArgs: [] };
}

function context(go: FakeGo, more: Partial<ToolContext> = {}): ToolContext {
  const modulesDir = join(folder(), 'modules');
  return { ...fixtureContext(folder(), { PATH: '/bin' }), modulesDir, run: go.run, cores: 2, ...more };
}

const fakeGo = (builds: Record<string, FakeBuild> = {}, version = '1.24.0'): FakeGo =>
  new FakeGo(version, builds);
const verbs = (go: FakeGo): string[] => go.calls.map(({ args }) => `${args[0]} ${args.at(-1)}`);

test('builds what is missing, tells each step, and finds it in the cache the second time', async () => {
  const go = fakeGo();
  const events: ToolEvent[] = [];
  const first = await ensurePins([pin('a')], context(go), { onEvent: (event) => events.push(event) });
  expect(existsSync(first['a'] ?? '')).toBe(true);
  expect(events).toMatchObject([
    { tool: 'a', state: 'looking' },
    { state: 'queued' },
    { state: 'downloading', modules: 0 },
    { state: 'downloading', modules: 1 },
    { state: 'building', packages: 0, atMost: 2 },
    { state: 'building', packages: 1, atMost: 2 },
    { state: 'ready', origin: 'built', version: '1.0.0', path: first['a'] },
  ]);
  expect(verbs(go)).toEqual(['env GOVERSION', 'list a', 'build a']);

  const again = fakeGo();
  expect(await ensurePins([pin('a')], context(again), {})).toEqual(first);
  expect(again.calls).toEqual([]);
});

test('at most as many builds run at once as there are cores, and those of one module never do', async () => {
  const pins = ['a', 'b', 'c', 'd'].map((name) => pin(name));
  const two = fakeGo();
  await ensurePins(pins, context(two, { cores: 2 }), {});
  expect(two.mostRunning).toBe(2);

  const shared = ['e', 'f', 'g'].map((name) => pin(name, 'shared'));
  const one = fakeGo();
  await ensurePins(shared, context(one, { cores: 8 }), {});
  expect(one.mostRunning).toBe(1);
});

test('a failure does not stop the others; all failures come in one error with lines and advice', async () => {
  const go = fakeGo({
    a: { fails: ['go: x@v1: reading https://proxy/x.zip: 403 Forbidden'] },
    b: { fails: ['b.go:1:1: no'] },
  });
  const events: ToolEvent[] = [];
  const pins = [pin('a'), pin('b'), pin('c')];
  const failed = ensurePins(pins, context(go), { onEvent: (event) => events.push(event) });
  await expect(failed).rejects.toThrow(ToolsUnavailableError);
  await expect(failed).rejects.toThrow(
    /a: go build failed\.\n {2}\| go: x@v1[^]*does not serve[^]*b: go build failed\.\n {2}\| b\.go/,
  );
  const ends = events.filter(({ state }) => state === 'ready' || state === 'failed');
  expect(ends.map(({ tool, state }) => `${tool} ${state}`).sort()).toEqual([
    'a failed',
    'b failed',
    'c ready',
  ]);
});

test('what was built but does not print the pinned version is not installed', async () => {
  const go = fakeGo({ a: { version: '2.0.0' } });
  const tools = [pin('a')];
  await expect(ensurePins(tools, context(go), {})).rejects.toThrow(
    'a: checking what was built failed.\n  | a is 2.0.0, and 1.0.x is needed',
  );
  await expect(ensurePins(tools, context(go), {})).rejects.toThrow('checking what was built');
});

test.each([
  ['missing', '', 'Go is not on PATH'],
  ['too old', '1.23.4', 'Go 1.23.4 on PATH is too old'],
])('with a Go that is %s nothing is built, and one message names all', async (_, version, message) => {
  const go = fakeGo({}, version);
  const pins = [pin('a'), pin('b')];
  await expect(ensurePins(pins, context(go), {})).rejects.toThrow(
    `${message}, and these have to be built with it: a 1.0.0 needs Go >= 1.24.0; b 1.0.0 needs`,
  );
  expect(verbs(go)).toEqual(['env GOVERSION']);
});

test('what is found needs no Go', async () => {
  const go = fakeGo({}, '');
  const path = program(join(folder(), 'bin/a'), 'echo a, version 1.0.7');
  const found = context(go, { env: { PATH: join(folder(), 'bin') } });
  expect(await ensurePins([pin('a')], found, {})).toEqual({ a: path });
  expect(go.calls).toEqual([]);
});

test('an abort rejects with its reason and starts nothing more', async () => {
  const go = fakeGo();
  const controller = new AbortController();
  const onEvent = (event: ToolEvent): void => {
    if (event.state === 'building') controller.abort(new Error('interrupted'));
  };
  const tools = [pin('a'), pin('b'), pin('c')];
  const aborted = ensurePins(tools, context(go, { cores: 1 }), { signal: controller.signal, onEvent });
  await expect(aborted).rejects.toThrow('interrupted');
  expect(verbs(go).filter((verb) => !verb.endsWith(' a'))).toEqual(['env GOVERSION']);
});
