import { randomUUID } from 'node:crypto';
import { PRESET_NAMES } from '../../local/examples';
import { marked, npmStart } from './check-command';

/** Lines of the table of a check, and its last line. */
const TABLE = /^(ok|FAIL) |^\d+ passed, \d+ failed/;

describe.each(PRESET_NAMES)('npm start -- --preset %s --check', (preset) => {
  it('proves every metric, the ledger, the endpoints and the signals of its example, and leaves no process', async () => {
    const mark = randomUUID();
    const run = npmStart(['--preset', preset, '--check', '--no-grafana'], mark);
    const { code } = await run.ended;
    const table = run
      .output()
      .split('\n')
      .filter((line) => TABLE.test(line));
    process.stdout.write(`${[preset, ...(code === 0 ? table : [run.output()])].join('\n')}\n`);
    expect(code).toBe(0);
    expect(table.at(-1)).toMatch(/^[1-9]\d+ passed, 0 failed/);
    expect(marked(mark)).toEqual([]);
  }, 600_000);
});
