import { readFile, writeFile } from 'node:fs/promises';
import type { Cure } from '../fault';

/**
 * Somebody changes a configuration file and has it loaded; the cure puts the old one back.
 * @param isTaken false if the process must refuse the new file
 * @throws Error if the process takes, or refuses, the file against expectation
 */
export async function changeConfiguration(
  file: string,
  baseUrl: string,
  change: (text: string) => string,
  isTaken: boolean,
): Promise<Cure> {
  const before = await readFile(file, 'utf8');
  const load = async (text: string, expected: boolean): Promise<void> => {
    await writeFile(file, text);
    const response = await fetch(`${baseUrl}/-/reload`, { method: 'POST' });
    if (response.ok !== expected) {
      throw new Error(`POST ${baseUrl}/-/reload: ${response.status} ${(await response.text()).trim()}`);
    }
  };
  await load(change(before), isTaken);
  return () => load(before, true);
}

/** What no YAML parser takes. */
export function brokenYaml(text: string): string {
  return `${text}\n: [\n`;
}
