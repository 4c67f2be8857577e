/** What came of one alert of a preset. */
export interface Row {
  readonly preset: string;
  readonly alert: string;
  readonly severity: string;
  /** What went wrong, in words. */
  readonly fault: string;
  /** Seconds from the begin of the fault; undefined for what did not happen. */
  readonly pending?: number;
  readonly firing?: number;
  readonly detected?: number;
  /** Seconds from the begin in which it had to be received. */
  readonly detectionBound: number;
  /** Who received it. */
  readonly receivedBy?: string;
  /** Seconds from the cure until the receiver knew. */
  readonly resolved?: number;
  readonly resolutionBound: number;
  /** Queries of its runbook, and those of them that returned data while it fired. */
  readonly queries: {
    readonly asked: number;
    readonly answered: number;
    /** Those that returned nothing. */
    readonly silent: readonly string[];
  };
  /** Empty if it is proven. */
  readonly problems: readonly string[];
}

/** True if nothing is wrong. */
export function isProven({ problems }: Row): boolean {
  return problems.length === 0;
}
