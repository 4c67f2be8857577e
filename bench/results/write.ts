import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { withSection } from './section';

const RESULTS = join(__dirname, '..', 'RESULTS.md');

/** Puts a section into `bench/RESULTS.md`, at once or not at all: a run that is cut off leaves the page as it was. */
export function writeSection(section: string): void {
  const page = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '';
  const draft = `${RESULTS}.${process.pid}`;
  writeFileSync(draft, withSection(page, section));
  renameSync(draft, RESULTS);
}

/** When and on what the figures were measured. @param node version of the Node.js that the servers ran with */
export function measuredOn(node = process.version): string {
  const date = new Date().toISOString().slice(0, 10);
  const cpu = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}`;
  return `Measured ${date}, Node.js ${node}, ${cpu}, ${Math.round(totalmem() / 2 ** 30)} GiB.`;
}
