import type { ProofRow } from '../proofs';

const NAME_WIDTH = 24;

/** A row of the table that a check prints; further lines of the detail are indented below. */
export function proofLine({ name, ok, detail }: ProofRow): string {
  const indented = detail.replaceAll('\n', `\n${' '.repeat(6 + NAME_WIDTH)}`);
  return `${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(NAME_WIDTH)}${indented}`;
}

/** The last line of a check. */
export function proofSummary(rows: readonly ProofRow[], seconds: number): string {
  const passed = rows.filter(({ ok }) => ok).length;
  return `${passed} passed, ${rows.length - passed} failed in ${seconds.toFixed(0)} s`;
}

/** A check without a proof proves nothing. */
export function allProven(rows: readonly ProofRow[]): boolean {
  return rows.length > 0 && rows.every(({ ok }) => ok);
}
