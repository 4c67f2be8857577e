'use strict';

// Puts the example, the built preload and what both depend on into one folder, as an image needs it:
// `npm run build && node examples/express-gateway/pack.js DIR`, then `node --require gatewatch/register gateway.js` in DIR.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');
const PRELOAD = path.join(ROOT, 'instrumentation');
const WORKSPACES = ['gatewatch', '@gatewatch/example-express-gateway'];

const [target, ...rest] = process.argv.slice(2);
if (target === undefined || rest.length > 0 || target.startsWith('-')) {
  process.stderr.write('usage: node pack.js DIR\n');
  process.exit(2);
}
if (!fs.existsSync(path.join(PRELOAD, 'dist', 'register.js'))) {
  process.stderr.write('the preload is not built: run `npm run build` at the root first\n');
  process.exit(1);
}
fs.rmSync(path.join(target, 'node_modules'), { recursive: true, force: true });
fs.mkdirSync(target, { recursive: true });
for (const file of fs.readdirSync(__dirname)) {
  if (/\.js(on)?$/.test(file) && !file.includes('.test.')) {
    fs.copyFileSync(path.join(__dirname, file), path.join(target, file));
  }
}
for (const folder of installed()) copyPackage(folder);

/** Folders of the packages that the two workspaces need at run time, themselves included. */
function installed() {
  const args = ['ls', '--omit=dev', '--all', '--parseable', ...WORKSPACES.flatMap((name) => ['-w', name])];
  // npm ends with 1 where an optional peer is missing, and lists all the same.
  const out = listing(args);
  return out.split('\n').filter((folder) => folder.includes(`${path.sep}node_modules${path.sep}`));
}

function listing(args) {
  try {
    return execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    if (error.stdout) return error.stdout;
    throw error;
  }
}

function copyPackage(folder) {
  const place = path.relative(ROOT, folder).replace(/^instrumentation(?=\/)/, 'node_modules/gatewatch');
  if (place === path.join('node_modules', WORKSPACES[1])) return;
  const source = fs.realpathSync(folder);
  const own = (from) =>
    source === PRELOAD
      ? /^(dist(\/.*)?|package\.json)?$/.test(path.relative(source, from))
      : path.relative(source, from).split(path.sep)[0] !== 'node_modules';
  fs.cpSync(source, path.join(target, place), { recursive: true, filter: own });
}
