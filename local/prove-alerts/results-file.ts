import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { isProven, type Row } from './row';

/** Rows of earlier runs, one JSON object a line; empty if there is no such file yet. */
export function readRows(file: string): readonly Row[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);
}

/** Names of the alerts of a preset that the rows prove. */
export function provenAlerts(rows: readonly Row[], preset: string): ReadonlySet<string> {
  return new Set(rows.filter((row) => row.preset === preset && isProven(row)).map(({ alert }) => alert));
}

/** Adds a row to the file. */
export function appendRow(file: string, row: Row): void {
  appendFileSync(file, `${JSON.stringify(row)}\n`);
}
