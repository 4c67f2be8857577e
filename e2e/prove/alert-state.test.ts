import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const MB = 1e6;
/** What the text behind `api-gateway` has for the state of its alerts. */
const MOST_MB = 5;

interface StateFigures {
  readonly firing: number;
  readonly ended: number;
  readonly heapBytes: number;
}

test('a thousand alerts, each with a hold and an escalation, and a thousand that have ended, take less than 5 MB', async () => {
  const child = fork(join(__dirname, 'alert-operations', 'state-heap.cjs'), [], {
    execArgv: ['--expose-gc', '--require', require.resolve('tsx/cjs')],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`state-heap.cjs ended (${String(code)}) without an answer`);
  });
  const [figures] = (await Promise.race([once(child, 'message'), ended])) as [StateFigures];
  process.stdout.write(
    `State of alert operations: ${figures.firing} firing and ${figures.ended} ended alerts take ` +
      `${(figures.heapBytes / MB).toFixed(2)} MB of heap\n`,
  );
  expect([figures.firing, figures.ended]).toEqual([1000, 1000]);
  expect(figures.heapBytes).toBeGreaterThan(100_000);
  expect(figures.heapBytes).toBeLessThan(MOST_MB * MB);
}, 60_000);
