import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { POSTGRES_USER } from '../examples/ports';
import { LOOPBACK } from '../ports';
import { type PartSpec, tcpReady } from '../supervisor';
import { findPostgres } from './find';

/** PostgreSQL refuses to run as root; this is `nobody`. */
const UNPRIVILEGED = { uid: 65_534, gid: 65_534 };

/**
 * A PostgreSQL server with a new, empty cluster. The cluster is not in the run directory, which belongs to whoever
 * started the run and which `nobody` may not enter; it goes with the server.
 * @throws Error if this machine has none
 */
export async function postgresPart(port: number): Promise<PartSpec> {
  const binaries = findPostgres();
  if (binaries === undefined) {
    throw new Error(
      'postgres and initdb are neither on PATH nor in /usr/lib/postgresql: install the Debian package postgresql',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'gatewatch-postgres-'));
  const data = join(folder, 'data');
  const user = process.getuid?.() === 0 ? UNPRIVILEGED : undefined;
  const env = { PATH: process.env['PATH'], LC_ALL: 'C' };
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    if (user !== undefined) await chown(folder, user.uid, user.gid);
    const init = ['--pgdata', data, '--username', POSTGRES_USER, '--auth', 'trust', '--no-sync'];
    await promisify(execFile)(join(binaries, 'initdb'), init, { cwd: folder, env, ...user });
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    name: 'postgres',
    command: join(binaries, 'postgres'),
    args: ['-D', data, '-p', String(port), '-k', folder, '-c', `listen_addresses=${LOOPBACK}`, '-F'],
    env,
    cwd: folder,
    ...(user === undefined ? {} : { user }),
    ready: tcpReady(LOOPBACK, port),
    afterStop: remove,
  };
}
