import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FAKE_TSC = `
const fs = require('node:fs');
fs.appendFileSync('steps.log', 'tsc ' + process.pid + '\\n');
if (process.env.FAKE_TSC === 'fails') { console.log('src.ts(1,1): error TS1000: fake'); process.exit(2); }
if (process.env.FAKE_TSC === 'hangs') { console.log('tsc hangs'); setInterval(() => {}, 1000); }
else {
  fs.mkdirSync('instrumentation/dist', { recursive: true });
  fs.writeFileSync('instrumentation/dist/register.js', '');
}
`;

const SCRIPT = `
console.log(JSON.stringify({
  argv: process.argv.slice(1), main: require.main === module, pid: process.pid,
}));
if (process.argv[2] === 'wait') {
  process.on('SIGTERM', () => process.exit(7));
  setInterval(() => {}, 1000);
} else process.exitCode = Number(process.argv[2] ?? 0);
`;

/**
 * A checkout in which the real bootstrap and the real npm run, with stand-ins for what they would fetch: \`typescript\` and
 * \`tsx\` are local packages. Every npm ci and tsc adds a line to steps.log.
 */
export function fakeCheckout(root: string): void {
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const localPackage = (name: string, file: string, text: string): void => {
    write(`fakes/${name}/package.json`, JSON.stringify({ name, version: '1.0.0' }));
    write(`fakes/${name}/${file}`, text);
  };
  localPackage('typescript', 'bin/tsc', FAKE_TSC);
  localPackage('tsx', 'cjs/api.js', 'exports.register = () => {};');
  const dependencies = { typescript: 'file:fakes/typescript', tsx: 'file:fakes/tsx' };
  const scripts = { prepare: 'echo npm-ci >> steps.log' };
  write('package.json', JSON.stringify({ name: 'fake', version: '1.0.0', scripts, dependencies }));
  const link = (name: string): object => ({ resolved: `fakes/${name}`, link: true });
  write(
    'package-lock.json',
    JSON.stringify({
      name: 'fake',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: {
        '': { name: 'fake', version: '1.0.0', dependencies },
        'fakes/typescript': { version: '1.0.0' },
        'fakes/tsx': { version: '1.0.0' },
        'node_modules/typescript': link('typescript'),
        'node_modules/tsx': link('tsx'),
      },
    }),
  );
  write('tsconfig.json', '{}');
  write('instrumentation/tsconfig.build.json', '{}');
  write('instrumentation/register.ts', '// one');
  write('script.js', SCRIPT);
  for (const part of ['bootstrap.cjs', 'bootstrap', 'lock']) {
    cpSync(join(__dirname, '..', part), join(root, 'tools', part), { recursive: true });
  }
}
