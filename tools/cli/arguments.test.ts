import { TOOL_NAMES } from '../pins';
import { readArguments, type ToolsRequest, UsageExit } from './arguments';

function read(...argv: string[]): { request?: ToolsRequest; exit?: number; out: string; err: string } {
  const texts = { out: '', err: '' };
  const write = {
    out: (text: string) => void (texts.out += text),
    err: (text: string) => void (texts.err += text),
  };
  try {
    return { request: readArguments(argv, write), ...texts };
  } catch (error) {
    if (!(error instanceof UsageExit)) throw error;
    return { exit: error.exitCode, ...texts };
  }
}

test('without arguments: all tools, built, as a table, no packages', () => {
  expect(read().request).toEqual({ names: TOOL_NAMES, list: false, json: false, packages: [] });
});

test('some tools, each once and in our order', () => {
  expect(read('amtool', 'loki', 'amtool', '--list', '--json').request).toMatchObject({
    names: ['loki', 'amtool'],
    list: true,
    json: true,
  });
});

test('all packages, or those that are named', () => {
  expect(read('--with-packages').request?.packages).toContain('redis-server');
  expect(read('loki', '--with-packages', 'wrk,chromium').request).toMatchObject({
    names: ['loki'],
    packages: ['wrk', 'chromium'],
  });
});

test.each([
  ['an unknown tool', ['jaeger'], /'jaeger' is invalid.* loki, prometheus, promtool, otelcol,/],
  ['an internal tool', ['ocb'], /'ocb' is invalid/],
  ['an unknown flag', ['--lst'], /unknown option '--lst'[^]*Did you mean --list/],
  ['a listing that installs', ['--list', '--with-packages'], /cannot be used with option '--list'/],
  ['an unknown package', ['--with-packages', 'wrk,nginx'], /Unknown: nginx\. Allowed.*redis-server/],
])('%s is a usage error that names what is allowed', (_, argv, message) => {
  const { exit, err, out } = read(...argv);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toMatch(message);
});

test('--help goes to standard output and is no error', () => {
  expect(read('--help')).toMatchObject({
    exit: 0,
    err: '',
    out: expect.stringContaining('Usage:') as string,
  });
});
