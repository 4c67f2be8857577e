/** Result of one proof: what was looked at, whether it held, and the evidence or the reason. */
export interface ProofRow {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Runs a proof; a thrown error is the reason why it failed. */
export async function row(name: string, prove: () => Promise<string>): Promise<ProofRow> {
  try {
    return { name, ok: true, detail: await prove() };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
