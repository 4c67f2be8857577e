import type { CheckId } from './checks';

/** Result of one proof: what was looked at, whether it held, and the evidence or the reason. */
export interface ProofRow {
  readonly id: CheckId;
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Runs a proof; a thrown error is the reason why it failed. */
export async function row(id: CheckId, name: string, prove: () => Promise<string>): Promise<ProofRow> {
  try {
    return { id, name, ok: true, detail: await prove() };
  } catch (error) {
    return { id, name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
