import { randomUUID } from 'node:crypto';
import { marked, npmStart } from './check-command';

describe('npm start -- --check, twice at once', () => {
  it('passes both times and leaves no process', async () => {
    const mark = randomUUID();
    const runs = [npmStart(['--check'], mark), npmStart(['--check'], mark)];
    const ends = await Promise.all(runs.map(({ ended }) => ended));
    const codes = ends.map(({ code }) => code);
    if (codes.some((code) => code !== 0))
      process.stdout.write(runs.map(({ output }) => output()).join('\n---\n'));
    expect(codes).toEqual([0, 0]);
    expect(marked(mark)).toEqual([]);
  }, 600_000);
});
