import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Cure, Rig } from '../fault';
import { repeat } from './repeat';

/** Somebody else's statements in the database of the example, in one transaction. @throws Error with what psql says */
export async function sql({ stack }: Rig, statements: string): Promise<void> {
  await promisify(execFile)('psql', [
    stack.at.serviceUrl('postgres'),
    '--no-psqlrc',
    '--quiet',
    '--set=ON_ERROR_STOP=1',
    `--command=${statements}`,
  ]);
}

const FREE_MS = 300;

/** Somebody locks a table for so long, again and again, so that every query of it waits. */
export function lockTable(rig: Rig, table: string, seconds: number): Cure {
  return repeat(rig, FREE_MS, () =>
    sql(rig, `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(${seconds})`),
  );
}
