import type { Phase, PhaseResult } from './phase';

/** Time left for phases, or none. */
export interface Budget {
  readonly seconds: number;
  /** Expected seconds by phase name: a phase that would not fit is left out, and named. */
  readonly expected: Readonly<Record<string, number>>;
}

/**
 * Runs phases one after another; a failed phase does not stop the rest.
 * @param announce called before each phase and with the outcome after it
 */
export async function runPhases(
  phases: readonly Phase[],
  announce: (line: string) => void,
  signal: AbortSignal,
  budget?: Budget,
): Promise<readonly PhaseResult[]> {
  const results: PhaseResult[] = [];
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  for (const [index, { name, run }] of phases.entries()) {
    const left = budget === undefined ? Infinity : budget.seconds - elapsed();
    const needs = budget?.expected[name] ?? 0;
    if (needs > left) {
      const skipped = `needs about ${needs} s, ${Math.max(0, Math.floor(left))} s of the budget are left`;
      results.push({ name, passed: 0, failed: 0, seconds: 0, skipped });
      announce(`${name}: left out, ${skipped}`);
      continue;
    }
    announce(`[${index + 1}/${phases.length}] ${name}`);
    const phaseBegan = performance.now();
    const outcome = await run(signal).catch((error: unknown) => {
      signal.throwIfAborted();
      announce(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return { passed: 0, failed: 1 };
    });
    results.push({ name, seconds: (performance.now() - phaseBegan) / 1000, ...outcome });
    signal.throwIfAborted();
  }
  return results;
}
