import type { Phase } from './phase';
import { runPhases } from './sequence';

const phase = (name: string, failed = 0): Phase => ({
  name,
  run: () => Promise.resolve({ passed: 1, failed }),
});
const silent = (): void => undefined;

describe('runPhases', () => {
  it('goes on after a failed phase and after one that throws', async () => {
    const broken: Phase = { name: 'broken', run: () => Promise.reject(new Error('no')) };
    const results = await runPhases(
      [phase('a', 1), broken, phase('c')],
      silent,
      new AbortController().signal,
    );
    expect(results.map(({ name, passed, failed }) => [name, passed, failed])).toEqual([
      ['a', 1, 1],
      ['broken', 0, 1],
      ['c', 1, 0],
    ]);
  });

  it('leaves out, and names, what does not fit into the budget', async () => {
    const said: string[] = [];
    const results = await runPhases(
      [phase('short'), phase('long')],
      (line) => said.push(line),
      new AbortController().signal,
      { seconds: 60, expected: { short: 10, long: 600 } },
    );
    expect(results[0]?.skipped).toBeUndefined();
    expect(results[1]?.skipped).toMatch(/needs about 600 s, (59|60) s of the budget are left/);
    expect(said.at(-1)).toContain('long: left out');
  });

  it('stops at once when the run is cancelled', async () => {
    const cancel = new AbortController();
    const stopping: Phase = {
      name: 'stopping',
      run: () => {
        cancel.abort(new Error('cancelled'));
        return Promise.resolve({ passed: 1, failed: 0 });
      },
    };
    await expect(runPhases([stopping, phase('never')], silent, cancel.signal)).rejects.toThrow('cancelled');
  });
});
