import { execFileSync } from 'node:child_process';
import { ensureTools, type OnToolEvent } from '../../tools';
import { definitions } from './definition';
import { writeDefinitions } from './file';

/** Far above the 4.5 MB that the operator prints. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Makes the file of definitions from the pinned operator, which is built if need be.
 * @returns the path of the file and the number of definitions
 * @throws ToolsUnavailableError if the operator cannot be had
 */
export async function makeDefinitions(
  options: { readonly signal?: AbortSignal; readonly onEvent?: OnToolEvent } = {},
): Promise<{ readonly file: string; readonly count: number }> {
  const { 'prometheus-operator': operator } = await ensureTools(['prometheus-operator'], options);
  const text = execFileSync(operator, ['crds'], { encoding: 'utf8', maxBuffer: MOST_BYTES });
  const made = definitions(text);
  return { file: writeDefinitions(made), count: made.length };
}
