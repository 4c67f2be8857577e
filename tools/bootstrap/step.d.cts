export interface Step {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** What to do if it fails. */
  readonly advice: string;
  /** A log gets a sign of life this often. Default 30 s. */
  readonly heartbeatMs?: number;
}

/** A step that failed or was interrupted, with the exit code that this process takes over. */
export declare class StepFailed extends Error {
  constructor(message: string, exitCode: number);
  readonly exitCode: number;
}

/**
 * Runs a step with its own output on this terminal; an abort ends all of its processes before this rejects.
 * Rejects with `StepFailed`, or the signal's reason.
 */
export declare function runStep(step: Step): Promise<void>;
