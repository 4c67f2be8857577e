import { randomUUID } from 'node:crypto';
import { eventually } from '../../local/proofs/eventually';
import { marked, npmStart, type StartedCommand } from './check-command';

/** Longest time from the signal to the end of the last process. */
const STOP_MS = 45_000;
const START_MS = 120_000;

/** Moments to stop at: what the output has to hold before the signal is sent. */
const MOMENTS: readonly { readonly name: string; readonly reached: (run: StartedCommand) => boolean }[] = [
  { name: 'at once', reached: () => true },
  { name: 'with the first output', reached: (run) => run.output().length > 0 },
  { name: 'when the first part starts', reached: (run) => /prometheus/i.test(run.output()) },
  { name: 'when everything runs', reached: (run) => /http:\/\/127\.0\.0\.1:\d+/.test(run.output()) },
];

describe.each(MOMENTS)('npm start, stopped $name', ({ reached }) => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s leaves no process',
    async (signal) => {
      const mark = randomUUID();
      const run = npmStart([], mark);
      await eventually(() => Promise.resolve(reached(run) ? true : undefined), {
        what: 'the moment to stop at',
        timeoutMs: START_MS,
      });
      const { pid } = run.child;
      if (pid === undefined) throw new Error('npm start has no pid');
      // Ctrl-C reaches the whole foreground group; a supervisor's SIGTERM reaches npm alone.
      process.kill(signal === 'SIGINT' ? -pid : pid, signal);
      await eventually(() => Promise.resolve(marked(mark).length === 0 ? true : undefined), {
        what: 'every process to end',
        timeoutMs: STOP_MS,
      }).catch((error: Error) => {
        throw new Error(`${error.message}; left: ${marked(mark).join('\n')}\n${run.output()}`);
      });
      // Only now is it certain that nothing was still about to start when we looked.
      await run.ended;
      expect(marked(mark)).toEqual([]);
    },
    START_MS + STOP_MS,
  );
});
