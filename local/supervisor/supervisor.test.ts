import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { leasePorts } from '../ports';
import { type PartError, type PartSpec, type PartState } from './part';
import { httpReady, type Probe } from './probe';
import { groupAlive } from './process-group';
import { createSupervisor, type Supervisor } from './supervisor';

// Small real processes. `BEAT` keeps one alive.
const BEAT = 'setInterval(() => {}, 1000);';
const IGNORES_SIGTERM = `process.on('SIGTERM', () => console.log('not yet')); console.log('up'); ${BEAT}`;

let directory: string;
let supervisor: Supervisor;
let states: [string, PartState][];
let deaths: PartError[];
const groups: number[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'supervisor-'));
  states = [];
  deaths = [];
  supervisor = createSupervisor({
    logDirectory: directory,
    onState: (part, state) => states.push([part, state]),
    onDeath: (error) => deaths.push(error),
  });
});
afterEach(async () => {
  groups.push(...Object.values(supervisor.pids()));
  await supervisor.stop();
  for (const pgid of groups.splice(0)) {
    if (groupAlive(pgid)) process.kill(-pgid, 'SIGKILL');
  }
  await rm(directory, { recursive: true });
});

const part = (name: string, script: string, more: Partial<PartSpec> = {}): PartSpec => ({
  name,
  command: process.execPath,
  args: ['-e', script],
  ...more,
});
const written =
  (name: string, text: string): Probe =>
  async () => {
    const log = await readFile(join(directory, `${name}.log`), 'utf8').catch(() => '');
    return log.includes(text) ? undefined : `${name} has not written "${text}"`;
  };
const until = async (condition: () => boolean, what: string): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited 10 s in vain: ${what}`);
    await delay(10);
  }
};
const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('start', () => {
  test('waits for a slow part, then starts what needs it', async () => {
    const { ports, release } = await leasePorts(['slow'] as const);
    const slow = part(
      'slow',
      `const s = require('http').createServer((q, r) => { r.statusCode = Date.now() > ready ? 200 : 503; r.end(); });
       const ready = Date.now() + 400; s.listen(${ports.slow}, '127.0.0.1');`,
      { ready: httpReady(`http://127.0.0.1:${ports.slow}/ready`) },
    );
    const after = part('after', BEAT, { needs: ['slow'] });
    await supervisor.start([after, slow]);
    expect(states).toEqual([
      ['slow', 'starting'],
      ['slow', 'ready'],
      ['after', 'starting'],
      ['after', 'ready'],
    ]);
    await release();
  });

  test('a part that dies at once is named, with its exit code and last lines', async () => {
    const broken = part('broken', `console.error('bad config: line 3'); process.exit(7)`, {
      ready: written('broken', 'never'),
    });
    await expect(supervisor.start([broken])).rejects.toThrow(
      /^broken exited with code 7 before it was ready\nIts last lines \(log: .*broken\.log\):\n {2}\| bad config: line 3$/,
    );
    expect(states).toContainEqual(['broken', 'failed']);
  });

  test('what needs a failed part is never started', async () => {
    const broken = part('broken', 'process.exit(1)', { ready: written('broken', 'never') });
    const after = part('after', BEAT, { needs: ['broken'] });
    await expect(supervisor.start([broken, after])).rejects.toThrow(/^broken /);
    expect(states.map(([name]) => name)).not.toContain('after');
  });

  test('a command that does not exist is one clear error', async () => {
    const absent = { name: 'absent', command: '/no/such/binary', args: [] };
    await expect(supervisor.start([absent])).rejects.toThrow(/^absent cannot be started: .*ENOENT/);
  });

  test('a part that is not ready in time says what it lacked', async () => {
    const { ports, release } = await leasePorts(['mute'] as const);
    const mute = part('mute', BEAT, {
      ready: httpReady(`http://127.0.0.1:${ports.mute}/`),
      readyTimeoutMs: 300,
    });
    await expect(supervisor.start([mute])).rejects.toThrow(/^mute is not ready after 0\.3 s: .*ECONNREFUSED/);
    await release();
  });
});

describe('a part that dies later', () => {
  test('is reported once, and its own children are not left behind', async () => {
    const script = `const c = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(BEAT)}]);
      console.log('child ' + c.pid + ' end'); process.on('SIGUSR2', () => { console.log('goodbye'); process.exit(3); }); ${BEAT}`;
    await supervisor.start([part('mortal', script, { ready: written('mortal', ' end') })]);
    const child = Number(/child (\d+)/.exec(await readFile(join(directory, 'mortal.log'), 'utf8'))?.[1]);
    const pid = supervisor.pids().mortal ?? 0;
    process.kill(pid, 'SIGUSR2');
    await until(() => deaths.length > 0, 'the death is reported');
    expect(deaths[0]?.message).toMatch(/^mortal exited with code 3\n[^]*\| goodbye$/);
    await until(() => !alive(child), 'its child is gone');
    await supervisor.stop();
    expect(deaths).toHaveLength(1);
  });
});

describe('stop', () => {
  test('stops what needs a part before the part', async () => {
    await supervisor.start([part('store', BEAT), part('user', BEAT, { needs: ['store'] })]);
    const pids = Object.values(supervisor.pids());
    expect(pids).toHaveLength(2);
    states = [];
    await supervisor.stop();
    expect(states).toEqual([
      ['user', 'stopping'],
      ['user', 'stopped'],
      ['store', 'stopping'],
      ['store', 'stopped'],
    ]);
    expect(pids.filter(alive)).toEqual([]);
    expect(deaths).toEqual([]);
  });

  test('kills a part that ignores SIGTERM, after its time and not before', async () => {
    const stubborn = part('stubborn', IGNORES_SIGTERM, {
      ready: written('stubborn', 'up'),
      stopTimeoutMs: 300,
    });
    await supervisor.start([stubborn]);
    const pid = supervisor.pids().stubborn ?? 0;
    const begun = Date.now();
    await supervisor.stop();
    expect(Date.now() - begun).toBeGreaterThanOrEqual(300);
    expect(alive(pid)).toBe(false);
    expect(await readFile(join(directory, 'stubborn.log'), 'utf8')).toContain('not yet');
  });

  test('reaches grandchildren whose parent is already gone', async () => {
    const script = `const c = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(IGNORES_SIGTERM)}], { stdio: 'ignore' });
      console.log('child ' + c.pid + ' end'); ${BEAT}`;
    await supervisor.start([
      part('parent', script, { ready: written('parent', ' end'), stopTimeoutMs: 300 }),
    ]);
    const child = Number(/child (\d+)/.exec(await readFile(join(directory, 'parent.log'), 'utf8'))?.[1]);
    expect(alive(child)).toBe(true);
    await supervisor.stop();
    await until(() => !alive(child), 'the grandchild is gone');
  });

  test('ends a start that is under way, and starts nothing more', async () => {
    const slow = part('slow', BEAT, { ready: written('slow', 'never') });
    const after = part('after', BEAT, { needs: ['slow'] });
    const start = supervisor.start([slow, after]);
    start.catch(() => undefined);
    await until(() => supervisor.pids().slow !== undefined, 'slow runs');
    const pid = supervisor.pids().slow ?? 0;
    await supervisor.stop();
    await expect(start).rejects.toThrow(/slow was killed by SIGTERM/);
    expect(alive(pid)).toBe(false);
    await expect(supervisor.start([part('late', BEAT)])).rejects.toThrow(/the stack is stopping/);
    expect(states.map(([name]) => name)).not.toContain('after');
  });

  test('twice at once is once', async () => {
    await supervisor.start([part('one', BEAT)]);
    await Promise.all([supervisor.stop(), supervisor.stop()]);
    expect(states.filter(([, state]) => state === 'stopped')).toHaveLength(1);
  });

  test('killNow takes everything at once', async () => {
    await supervisor.start([part('stubborn', IGNORES_SIGTERM, { ready: written('stubborn', 'up') })]);
    const pid = supervisor.pids().stubborn ?? 0;
    supervisor.killNow();
    await until(() => !alive(pid), 'the process is gone');
  });
});

test('a restart gives a new process, keeps those that need it, and is no death', async () => {
  await supervisor.start([
    part('below', `console.log('pid', process.pid); ${BEAT}`, { ready: written('below', 'pid') }),
    part('above', BEAT, { needs: ['below'] }),
  ]);
  const before = supervisor.pids();
  let whileDown: boolean | undefined;
  await supervisor.restart('below', 'SIGTERM', () => {
    whileDown = alive(before['below'] as number);
  });
  const after = supervisor.pids();
  expect(whileDown).toBe(false);
  expect(after['below']).not.toBe(before['below']);
  expect(after['above']).toBe(before['above']);
  await until(() => alive(after['below'] as number), 'the new process runs');
  expect(deaths).toEqual([]);
  // The log of the first life is still there.
  const bothLives = written('below', `pid ${after['below']}`);
  while ((await bothLives()) !== undefined) await delay(10);
  expect(await readFile(join(directory, 'below.log'), 'utf8')).toContain(`pid ${before['below']}`);
});

test('a restart of nothing names what there is', async () => {
  await supervisor.start([part('only', BEAT)]);
  await expect(supervisor.restart('other')).rejects.toThrow('no part "other"; there are: only');
});
