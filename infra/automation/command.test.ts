import { readRequest, UsageExit } from './command';

let error = '';
const read = (...argv: readonly string[]) =>
  readRequest(argv, '/repository', { out: () => undefined, error: (text) => (error += text) });
beforeEach(() => (error = ''));

it('reads an operation, its stack and its flags', () => {
  expect(read('up', '--stack', 'dev', '--generate-password')).toEqual({
    operation: 'up',
    stack: 'dev',
    cwd: '/repository',
    generatePassword: true,
    allowTags: false,
    definitions: false,
    yes: false,
  });
  expect(read('destroy', '--stack', 'dev', '--yes', '--definitions', '--cwd', '/x')).toMatchObject({
    cwd: '/x',
    definitions: true,
    yes: true,
  });
});

it.each([
  [['up'], '--stack <name>'],
  [['up', '--stack', 'dev', '--yes'], "unknown option '--yes'"],
  [['remove', '--stack', 'dev'], "unknown command 'remove'"],
])('refuses %j', (argv, message) => {
  expect(() => read(...argv)).toThrow(UsageExit);
  expect(error).toContain(message);
});
