import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const FOLDER = 'examples/express-gateway';
const TAG = 'gatewatch-example-under-test';

jest.setTimeout(600_000);

const dockerfile = readFileSync(join(__dirname, 'Dockerfile'), 'utf8');

it('what the image holds is enough: its command starts the gateway with telemetry, away from the repository', async () => {
  const [, pack] = /&& (node \S+pack\.js) \/app/.exec(dockerfile) ?? [];
  const [, command] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  expect([pack, command]).toEqual([`node ${FOLDER}/pack.js`, expect.stringContaining('gatewatch/register')]);
  const app = mkdtempSync(join(tmpdir(), 'image-'));
  try {
    // The step before it, `npm ci && npm run build`, is what whoever runs this has done.
    execFileSync(process.execPath, [join(ROOT, FOLDER, 'pack.js'), app], { cwd: ROOT });
    const [, ...args] = JSON.parse(command as string) as string[];
    const child = spawn(process.execPath, args, {
      cwd: app,
      env: { PORT: '0', GATEWATCH_ADMIN_PORT: '0', OTEL_TRACES_EXPORTER: 'none' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(child, 'exit');
    try {
      let text = '';
      for await (const chunk of child.stderr) {
        text += String(chunk);
        if (/admin port listens on \S+/.test(text)) break;
      }
      const [, admin] = /admin port listens on (\S+)/.exec(text) ?? [];
      const health = (await (await fetch(`${admin}/health`)).json()) as { status: string };
      expect([health.status, text]).toEqual(['ok', expect.stringContaining('admin port')]);
      expect(await (await fetch(`${admin}/metrics`)).text()).toContain('gatewatch_build_info');
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  } finally {
    rmSync(app, { recursive: true });
  }
});

const hasEngine = ((): boolean => {
  try {
    execFileSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
})();
if (!hasEngine)
  process.stdout.write('Left out: the build of the image itself, as no Docker engine answers.\n');

(hasEngine ? it : it.skip)('the image builds with all dependencies', () => {
  execFileSync('docker', ['build', '--file', `${FOLDER}/Dockerfile`, '--tag', TAG, '.'], { cwd: ROOT });
  execFileSync('docker', ['image', 'rm', TAG], { stdio: 'ignore' });
});
