import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cachedPath } from '../cache/build-key';
import { type ToolContext } from '../context';
import { locateTool } from '../index';
import { pinOf } from '../pins';
import { fixtureContext, HELLO } from '../testing/fixture-pins';
import { program } from '../testing/program';
import { temporaryFolder } from '../testing/temporary-folder';
import { locate } from './locate';

const folder = temporaryFolder();
const says = (version: string): string => `echo "hello, version ${version}"`;
const context = (env: NodeJS.ProcessEnv): ToolContext => fixtureContext(folder(), { PATH: '', ...env });

test('what is nowhere is missing, with the path where a build would put it', () => {
  const found = locate(HELLO, context({}));
  expect(found).toMatchObject({ origin: 'missing', version: '1.2.3', passedOver: [] });
  expect(found.path).toBe(cachedPath(HELLO, context({}).modulesDir, context({}).cache));
});

test('GATEWATCH_TOOLS_DIR goes before PATH, PATH before the cache', () => {
  const own = program(join(folder(), 'own/hello'), says('1.2.1'));
  const onPath = program(join(folder(), 'bin/hello'), says('1.2.2'));
  const cached = program(locate(HELLO, context({})).path, says('1.2.3'));
  const all = { GATEWATCH_TOOLS_DIR: dirname(own), PATH: dirname(onPath) };

  expect(locate(HELLO, context(all))).toMatchObject({
    origin: 'GATEWATCH_TOOLS_DIR',
    path: own,
    version: '1.2.1',
  });
  expect(locate(HELLO, context({ PATH: all.PATH }))).toMatchObject({ origin: 'PATH', path: onPath });
  expect(locate(HELLO, context({}))).toMatchObject({ origin: 'cache', path: cached });
});

test('an older binary on PATH is passed over, and a fitting one behind it is found', () => {
  const older = program(join(folder(), 'old/hello'), says('0.9.0'));
  const fitting = program(join(folder(), 'new/hello'), says('1.2.9'));
  const found = locate(HELLO, context({ PATH: `${dirname(older)}:${dirname(fitting)}` }));
  expect(found).toMatchObject({
    path: fitting,
    passedOver: [`${older} (PATH) is 0.9.0, and 1.2.x is needed`],
  });
});

test('relative PATH entries, folders and files that are not executable are no binaries', () => {
  mkdirSync(join(folder(), 'bin/hello'), { recursive: true });
  const PATH = `.:bin:${join(folder(), 'bin')}:${join(folder(), 'absent')}`;
  expect(locate(HELLO, context({ PATH })).origin).toBe('missing');
});

test('a GATEWATCH_TOOLS_DIR that is no folder is an error that says so', () => {
  const GATEWATCH_TOOLS_DIR = join(folder(), 'absent');
  expect(() => locate(HELLO, context({ GATEWATCH_TOOLS_DIR }))).toThrow(
    `GATEWATCH_TOOLS_DIR is "${GATEWATCH_TOOLS_DIR}": it must be the absolute path of a folder`,
  );
});

test('locateTool names what it passed over and the command that builds the tool', () => {
  const older = program(join(folder(), 'old/promtool'), 'echo "promtool, version 2.42.0"');
  const ours: ToolContext = {
    ...context({ PATH: dirname(older) }),
    modulesDir: join(__dirname, '../modules'),
  };
  expect(() => locateTool('promtool', ours)).toThrow(
    `promtool ${pinOf('promtool').version} is not there. Passed over: ${older} (PATH) is 2.42.0, and 3.7.x is needed. Build it with: npm run tools -- promtool`,
  );
});
