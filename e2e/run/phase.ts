/** What one phase of a test run did. */
export interface PhaseResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  /** Why the phase did not run, if it did not. */
  readonly skipped?: string;
}

/** A phase: a name and the work, which answers with counts and never throws for a failed check. */
export interface Phase {
  readonly name: string;
  run(signal: AbortSignal): Promise<Pick<PhaseResult, 'passed' | 'failed' | 'skipped'>>;
}

/** The table of phases and the closing line that a test run ends with. */
export function summary(results: readonly PhaseResult[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const lines = results.map(({ name, passed, failed, seconds, skipped }) =>
    skipped === undefined
      ? `  ${name.padEnd(width)}  ${seconds.toFixed(1).padStart(7)} s  ${String(passed)} passed, ${String(failed)} failed`
      : `  ${name.padEnd(width)}  ${seconds.toFixed(1).padStart(7)} s  left out: ${skipped}`,
  );
  const sum = (key: 'passed' | 'failed'): number => results.reduce((total, result) => total + result[key], 0);
  const seconds = results.reduce((total, result) => total + result.seconds, 0);
  return [
    '',
    ...lines,
    `  ${'total'.padEnd(width)}  ${seconds.toFixed(1).padStart(7)} s`,
    '',
    `${sum('passed')} passed, ${sum('failed')} failed`,
    '',
  ].join('\n');
}
