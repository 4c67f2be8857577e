import { runStep, StepFailed } from './step.cjs';

const sh = (script: string, more: object = {}): Promise<void> =>
  runStep({
    command: 'sh',
    args: ['-c', script],
    cwd: '/',
    signal: new AbortController().signal,
    advice: 'do this.',
    ...more,
  });

afterEach(() => jest.restoreAllMocks());

test('a step that takes long gives signs of life, none after its end', async () => {
  const lines: unknown[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(line) > 0);
  await sh('sleep 0.3', { heartbeatMs: 50 });
  const heard = lines.length;
  expect(heard).toBeGreaterThanOrEqual(2);
  expect(lines[0]).toMatch(/^… still running after \d+s\n$/);
  await sh('sleep 0.2', { heartbeatMs: 60_000 });
  expect(lines).toHaveLength(heard);
});

test('a failing step names command, code and what to do', async () => {
  await expect(sh('exit 3')).rejects.toThrow('sh -c exit 3 failed (3). What to do: do this.');
  await expect(sh('exit 3')).rejects.toMatchObject({ exitCode: 1 });
});

test('a command that is not there does not start', async () => {
  const step = sh('', { command: 'no-such-command' });
  await expect(step).rejects.toBeInstanceOf(StepFailed);
  await expect(step).rejects.toThrow('no-such-command does not start');
});
