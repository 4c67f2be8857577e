import { eventually } from '../proofs/eventually';
import type { RunningStack } from '../running-stack';
import type { SeedCheck } from './seed-check';

/** What was just counted or logged takes so long until the last backend shows it. */
const PATIENCE_MS = 30_000;

/** How a check ended, and the evidence or the reason. */
export interface SeedCheckResult {
  readonly check: SeedCheck;
  readonly ok: boolean;
  readonly detail: string;
}

/** Runs the checks one after the other; each may fail for a while. */
export async function runSeedChecks(
  stack: RunningStack,
  checks: readonly SeedCheck[],
  {
    signal,
    onResult,
  }: { readonly signal?: AbortSignal; readonly onResult?: (result: SeedCheckResult) => void },
): Promise<readonly SeedCheckResult[]> {
  const results: SeedCheckResult[] = [];
  for (const check of checks) {
    const patience = { what: check.name, timeoutMs: PATIENCE_MS, signal };
    const [ok, detail] = await eventually(() => check.run(stack), patience).then(
      (found) => [true, found] as const,
      (error: Error) => [false, error.message] as const,
    );
    const result = { check, ok, detail };
    onResult?.(result);
    results.push(result);
  }
  return results;
}
