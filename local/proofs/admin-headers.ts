import { readFile } from 'node:fs/promises';
import type { RunningStack } from '../running-stack';

/** Headers with the admin token of the run; none where the preset asks for no token. */
export async function adminHeaders({
  adminToken,
}: Pick<RunningStack, 'adminToken'>): Promise<Readonly<Record<string, string>>> {
  if (adminToken === undefined) return {};
  return { authorization: `Bearer ${(await readFile(adminToken, 'utf8')).trim()}` };
}
