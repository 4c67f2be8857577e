import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processStart } from '../lock/process-start.cjs';
import { fakeCheckout } from '../testing/fake-checkout';
import { temporaryFolder } from '../testing/temporary-folder';

// The real bootstrap and the real npm, in a checkout whose dependencies are local stand-ins.
const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
const folder = temporaryFolder();
jest.setTimeout(60_000);

interface Run {
  readonly child: ChildProcess;
  readonly text: { out: string; err: string };
  readonly end: Promise<number | null>;
}

function bootstrap(args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const child = spawn(process.execPath, ['tools/bootstrap.cjs', ...args], {
    cwd: folder(),
    env: { ...process.env, npm_config_update_notifier: 'false', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (text.out += String(chunk)));
  child.stderr.on('data', (chunk) => (text.err += String(chunk)));
  return { child, text, end: once(child, 'close').then(([code]) => code as number | null) };
}

const said = async (run: Run, stream: 'out' | 'err', what: string): Promise<void> => {
  while (!run.text[stream].includes(what)) {
    if (run.child.exitCode !== null) throw new Error(`ended before ${what}: ${run.text.err}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

const steps = (): string[] => {
  const path = join(folder(), 'steps.log');
  const log = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return log.split('\n').flatMap((line) => line.split(' ')[0] || []);
};

test('a fresh checkout is installed and built, then the script runs in the same process', async () => {
  fakeCheckout(folder());
  const run = bootstrap(['script.js', '3', '--flag']);
  expect(await run.end).toBe(3);
  expect(JSON.parse(run.text.out)).toEqual({
    argv: [join(folder(), 'script.js'), '3', '--flag'],
    main: true,
    pid: run.child.pid,
  });
  expect(run.text.err).toMatch(/Installing dependencies \(npm ci\) …[^]*Building the preload \(tsc\) …/);
  expect(steps()).toEqual(['npm-ci', 'tsc']);

  const again = bootstrap(['script.js']);
  expect(await again.end).toBe(0);
  expect(again.text.err).toBe('');
  expect(steps()).toEqual(['npm-ci', 'tsc']);
});

test('a change of sources builds, a change of the lock installs, a removed build is made again', async () => {
  fakeCheckout(folder());
  await bootstrap(['script.js']).end;
  writeFileSync(join(folder(), 'instrumentation/register.ts'), '// two');
  await bootstrap(['script.js']).end;
  expect(steps()).toEqual(['npm-ci', 'tsc', 'tsc']);

  const lock = join(folder(), 'package-lock.json');
  writeFileSync(lock, `${readFileSync(lock, 'utf8')}\n`);
  rmSync(join(folder(), 'node_modules/.package-lock.json'));
  await bootstrap(['script.js']).end;
  expect(steps()).toEqual(['npm-ci', 'tsc', 'tsc', 'npm-ci']);

  rmSync(join(folder(), 'instrumentation/dist'), { recursive: true });
  await bootstrap(['script.js']).end;
  expect(steps()).toEqual(['npm-ci', 'tsc', 'tsc', 'npm-ci', 'tsc']);
});

test('what npm ci installed by hand is not installed again', async () => {
  fakeCheckout(folder());
  execFileSync('npm', ['ci', '--no-audit'], { cwd: folder(), stdio: 'ignore' });
  expect(await bootstrap(['script.js']).end).toBe(0);
  expect(steps()).toEqual(['npm-ci', 'tsc']);
});

test('two at once: one prepares, the other waits and says for whom', async () => {
  fakeCheckout(folder());
  const [first, second] = [bootstrap(['script.js']), bootstrap(['script.js'])];
  expect(await Promise.all([first.end, second.end])).toEqual([0, 0]);
  expect(steps()).toEqual(['npm-ci', 'tsc']);
  expect(first.text.err + second.text.err).toMatch(/Waiting: process \d+ is preparing this checkout/);
});

test('a failing build is said with what to do, and the script does not run', async () => {
  fakeCheckout(folder());
  const run = bootstrap(['script.js'], { FAKE_TSC: 'fails' });
  expect(await run.end).toBe(1);
  expect(run.text.out).toBe('');
  expect(run.text.err).toMatch(/error TS1000: fake[^]*failed \(2\)\. What to do: correct what tsc names/);
  expect(await bootstrap(['script.js']).end).toBe(0);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s while preparing ends what runs and exits with %i', async (signal, code) => {
  fakeCheckout(folder());
  const run = bootstrap(['script.js'], { FAKE_TSC: 'hangs' });
  await said(run, 'err', 'tsc hangs');
  run.child.kill(signal);
  expect(await run.end).toBe(code);
  const tsc = Number(/tsc (\d+)/.exec(readFileSync(join(folder(), 'steps.log'), 'utf8'))?.[1]);
  expect(processStart(tsc)).toBeUndefined();
  expect(existsSync(join(folder(), 'tools/.bootstrap/lock'))).toBe(false);
});

test('a signal to the running script is its own affair', async () => {
  fakeCheckout(folder());
  const run = bootstrap(['script.js', 'wait']);
  await said(run, 'out', 'argv');
  run.child.kill('SIGTERM');
  expect(await run.end).toBe(7);
});

test('a script whose npm is killed outright gets SIGTERM', async () => {
  fakeCheckout(folder());
  await bootstrap(['script.js']).end;
  // A shell in the place of npm; it must not hand its process over, hence the second command.
  const command = 'node tools/bootstrap.cjs script.js wait; echo "ended with $?"';
  const npm = spawn('sh', ['-c', command], {
    cwd: folder(),
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(npm);
  const [line] = (await once(npm.stdout, 'data')) as [Buffer];
  const { pid } = JSON.parse(String(line)) as { pid: number };
  npm.kill('SIGKILL');
  // The pipe closes when the last process that holds it is gone.
  await once(npm, 'close');
  expect(processStart(pid)).toBeUndefined();
});

test.each([
  ['no script', [], 'no script is named. Usage: node tools/bootstrap.cjs'],
  ['a script that is not there', ['absent.ts'], 'absent.ts. Usage: node tools/bootstrap.cjs'],
])('%s is a usage error', async (_, args, message) => {
  fakeCheckout(folder());
  const run = bootstrap(args);
  expect(await run.end).toBe(2);
  expect(run.text.err).toContain(message);
});

test('a Node that is too old is refused with one line', () => {
  const old = `Object.defineProperty(process.versions, 'node', { value: '20.19.9' });`;
  const script = `${old} require(${JSON.stringify(join(__dirname, '../bootstrap.cjs'))})`;
  const run = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  children.push(run);
  let err = '';
  run.stderr.on('data', (chunk) => (err += String(chunk)));
  return once(run, 'close').then(([code]) => {
    expect(code).toBe(1);
    expect(err).toMatch(
      /^Gatewatch needs Node\.js 20\.20 or newer, and this is 20\.19\.9 \(.*\)\. Install .*\n$/,
    );
  });
});
