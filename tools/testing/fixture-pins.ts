import { join } from 'node:path';
import { type ToolContext, toolContext } from '../context';
import { type ToolPin } from '../pins';

function fixture(name: string, module = name): ToolPin {
  return {
    name,
    version: '1.2.3',
    module,
    package: '.',
    ldflags: ['-X main.version=1.2.3'],
    versionArgs: ['--version'],
  };
}

/** A tool that builds within a second once Go's standard library is compiled. */
export const HELLO = fixture('hello');
/** A tool whose source does not compile. */
export const BROKEN = fixture('broken');

/** The context of a real build of the fixture modules into a folder of the test. */
export function fixtureContext(folder: string, env: NodeJS.ProcessEnv = {}): ToolContext {
  return {
    ...toolContext({ ...process.env, GATEWATCH_TOOLS_DIR: '', ...env }),
    modulesDir: join(__dirname, 'fixture-modules'),
    cache: join(folder, 'cache'),
  };
}
