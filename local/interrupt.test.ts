import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const HERE = JSON.stringify(join(__dirname, 'interrupt.ts'));

// Runs a script in a process of its own; resolves when it has written its first line.
const start = async (script: string) => {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=commonjs', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child.stdout, 'data');
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  return { child, ended, output: () => output };
};

const LISTENER = `
  const { listenForInterrupts, exitCodeOf } = require(${HERE});
  const { signal } = listenForInterrupts((name) => process.exit(exitCodeOf(name)));
  signal.addEventListener('abort', () => console.log('aborted: ' + signal.reason.message));
  setInterval(() => {}, 1000);
  console.log('pid ' + process.pid);`;

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s aborts; only a later one forces the end',
  async (name) => {
    const { child, ended, output } = await start(LISTENER);
    // One Ctrl-C comes twice: from the terminal and from npm.
    child.kill(name);
    await once(child.stdout, 'data');
    child.kill(name);
    const forced = setInterval(() => child.kill(name), 300);
    const begun = Date.now();
    const [code] = await ended;
    clearInterval(forced);
    expect(output().match(/aborted: interrupted by/g)).toHaveLength(1);
    expect(code).toBe({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[name]);
    expect(Date.now() - begun).toBeGreaterThan(500);
  },
);
