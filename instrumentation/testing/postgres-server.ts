import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './otelcol';
import { until } from './until';

/** A PostgreSQL server of this test; its superuser `gateway` needs no password. */
export interface PostgresServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; this is `nobody`. */
const UNPRIVILEGED = { uid: 65534, gid: 65534 };

/** Folder with `postgres` and `initdb`; undefined if none is on PATH. */
export function findPostgres(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'postgres'))
    .filter((file) => existsSync(file))
    .map((file) => dirname(realpathSync(file)))
    .find((folder) => existsSync(join(folder, 'initdb')));
}

/** Makes an empty cluster in a temporary folder, starts it on a free port, and waits until it takes connections. */
export async function startPostgres(binaries: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'gatewatch-postgres-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, UNPRIVILEGED.uid, UNPRIVILEGED.gid);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const data = join(folder, 'data');
  const init = ['--pgdata', data, '--username', 'gateway', '--auth', 'trust', '--no-sync'];
  const options = {
    cwd: folder,
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    ...(isRoot ? UNPRIVILEGED : {}),
  };
  await promisify(execFile)(join(binaries, 'initdb'), init, options).catch((error: unknown) => {
    remove();
    throw error;
  });
  const port = await freePort();
  const args = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-F'];
  const child = spawn(join(binaries, 'postgres'), args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    // At once, but with its children.
    child.kill('SIGQUIT');
    await ended;
    remove();
  };
  try {
    await until('PostgreSQL takes connections', () => {
      if (child.exitCode !== null) throw new Error(`postgres ended with ${child.exitCode}: ${output}`);
      return output.includes('ready to accept connections');
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, stop };
}
