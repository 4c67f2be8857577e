import type { ActionName, ActionOutcome } from './metrics';

/** One call, as the audit log has it: also those that were turned away. */
export interface AuditLine {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly correlation_id: string;
  readonly remote: string;
  readonly action?: ActionName;
  readonly outcome?: ActionOutcome;
  /** Who the caller says to be. */
  readonly by?: string;
}

/** Writes each call as a line of JSON. */
export function auditLog(out: { write(text: string): unknown }): (line: AuditLine) => void {
  return (line) => void out.write(`${JSON.stringify({ audit: line })}\n`);
}
