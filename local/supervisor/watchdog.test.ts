import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { groupAlive } from './process-group';
import { startWatchdog, type Watchdog } from './watchdog';

const BEAT = 'setInterval(() => {}, 1000);';
const children: ChildProcess[] = [];

afterEach(() => {
  for (const { pid } of children.splice(0)) {
    if (pid !== undefined && groupAlive(pid)) process.kill(-pid, 'SIGKILL');
  }
});

const sleeper = (): number => {
  const child = spawn(process.execPath, ['-e', BEAT], { detached: true, stdio: 'ignore' });
  children.push(child);
  return child.pid as number;
};
const untilGone = async (pgid: number): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (groupAlive(pgid)) {
    if (Date.now() > deadline) throw new Error(`process group ${pgid} is still there after 10 s`);
    await delay(10);
  }
};

test('kills what it watches and spares what it was told to forget', async () => {
  const watchdog: Watchdog = startWatchdog();
  const [first, second, third] = [sleeper(), sleeper(), sleeper()];
  for (const pgid of [first, second, third]) watchdog.watch(pgid);
  watchdog.forget(second);
  await watchdog.close();
  await Promise.all([untilGone(first), untilGone(third)]);
  expect(groupAlive(second)).toBe(true);
});

test('parts do not outlive a supervisor that was killed with SIGKILL', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'watchdog-'));
  const script = `
    const { createSupervisor } = require(${JSON.stringify(join(__dirname, 'supervisor.ts'))});
    const beat = ${JSON.stringify(BEAT)};
    const s = createSupervisor({ logDirectory: ${JSON.stringify(directory)} });
    s.start([{ name: 'orphan', command: process.execPath, args: ['-e', beat] }])
      .then(() => console.log('pid ' + s.pids().orphan + ' end'));`;
  const supervisor = spawn(process.execPath, ['--import', 'tsx', '--input-type=commonjs', '-e', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(supervisor);
  const [chunk] = (await once(supervisor.stdout, 'data')) as [Buffer];
  const orphan = Number(/pid (\d+)/.exec(chunk.toString())?.[1]);
  try {
    expect(groupAlive(orphan)).toBe(true);
    supervisor.kill('SIGKILL');
    await untilGone(orphan);
  } finally {
    if (groupAlive(orphan)) process.kill(-orphan, 'SIGKILL');
    await rm(directory, { recursive: true });
  }
});
