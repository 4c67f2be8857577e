import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { withSection } from './section';

const RESULTS = join(__dirname, '..', 'RESULTS.md');

/** Puts a section into `bench/RESULTS.md`. */
export function writeSection(section: string): void {
  const page = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '';
  writeFileSync(RESULTS, withSection(page, section));
}

/** When and on what the figures were measured. */
export function measuredOn(): string {
  const date = new Date().toISOString().slice(0, 10);
  const cpu = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}`;
  return `Measured ${date}, Node.js ${process.version}, ${cpu}, ${Math.round(totalmem() / 2 ** 30)} GiB.`;
}
