import { processStart } from '../lock/process-start.cjs';
import { runGroup } from './run-group';

const sh = (script: string, more: object = {}): ReturnType<typeof runGroup> =>
  runGroup({ command: 'sh', args: ['-c', script], cwd: '/', env: process.env, ...more });

test('hears every line of both streams, also one without an end, and resolves to the exit code', async () => {
  const lines: string[] = [];
  const onLine = (line: string, stream: string): void => void lines.push(`${stream} ${line}`);
  expect(await sh('echo a; printf b; echo c >&2; exit 3', { onLine })).toBe(3);
  expect(lines.sort()).toEqual(['stderr c', 'stdout a', 'stdout b']);
});

test('a command that is not there rejects with the system error', async () => {
  await expect(
    runGroup({ command: 'no-such-command', args: [], cwd: '/', env: process.env }),
  ).rejects.toMatchObject({ code: 'ENOENT' });
});

const pids: number[] = [];
// Only a failure leaves any.
afterEach(() => {
  for (const pid of pids.splice(0)) if (processStart(pid) !== undefined) process.kill(pid, 'SIGKILL');
});

test('an abort ends the whole group, and rejects only then', async () => {
  const controller = new AbortController();
  const run = sh('sleep 600 & echo $!; echo $$; wait', {
    signal: controller.signal,
    onLine: (line: string) => {
      pids.push(Number(line));
      if (pids.length === 2) controller.abort(new Error('enough'));
    },
  });
  await expect(run).rejects.toThrow('enough');
  expect(pids).toHaveLength(2);
  expect(pids.map(processStart)).toEqual([undefined, undefined]);
});

test('a group that ignores SIGTERM is killed', async () => {
  const controller = new AbortController();
  const started = performance.now();
  const run = sh('trap "" TERM; echo ready; while :; do sleep 1; done', {
    signal: controller.signal,
    onLine: () => controller.abort(new Error('enough')),
  });
  await expect(run).rejects.toThrow('enough');
  expect(performance.now() - started).toBeGreaterThan(2_500);
}, 15_000);

test('nothing is started once the signal is aborted', async () => {
  const signal = AbortSignal.abort(new Error('before'));
  await expect(sh('exit 0', { signal })).rejects.toThrow('before');
});
