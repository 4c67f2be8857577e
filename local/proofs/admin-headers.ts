import { readFile } from 'node:fs/promises';
import type { RunningStack } from '../running-stack';

/** The admin token of the run; empty where the preset asks for none. */
export async function adminToken({ adminToken: file }: Pick<RunningStack, 'adminToken'>): Promise<string> {
  return file === undefined ? '' : (await readFile(file, 'utf8')).trim();
}

/** Headers with the admin token of the run; none where the preset asks for no token. */
export async function adminHeaders(
  stack: Pick<RunningStack, 'adminToken'>,
): Promise<Readonly<Record<string, string>>> {
  const token = await adminToken(stack);
  return token === '' ? {} : { authorization: `Bearer ${token}` };
}
