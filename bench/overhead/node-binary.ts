import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { nodeBinaries } from '../../e2e/prove/matrix/nodes';

/** Where the coverage matrix keeps those from npm, too. */
const FOLDER = join(__dirname, '..', '..', 'node_modules', '.cache', 'gatewatch-nodes');

export interface NodeToMeasure {
  readonly path: string;
  /** As Node.js writes it, with the `v`. */
  readonly version: string;
}

/**
 * A Node.js to run servers with.
 * @param wanted path of a binary, or a line (`24`) that is this process' own or that npm has
 * @throws Error if there is none
 */
export async function nodeToMeasure(wanted: string): Promise<NodeToMeasure> {
  const path = /^\d+$/.test(wanted) ? await ofLine(wanted) : wanted;
  return { path, version: execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() };
}

async function ofLine(line: string): Promise<string> {
  const binaries = await nodeBinaries(FOLDER);
  const found = binaries.find((binary) => binary.line === line);
  if (found !== undefined && 'path' in found) return found.path;
  const lines = binaries.map((binary) => binary.line).join(', ');
  throw new Error(
    `no Node.js ${line}: ${found?.missing ?? `there are ${lines}`}; give the path of a binary instead`,
  );
}
