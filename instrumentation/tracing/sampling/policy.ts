/** Share of the requests that match. */
export interface SamplingRule {
  /** Path of the request: `:name` and `*` stand for one segment, `**` at the end for any number of them. */
  readonly route?: string;
  readonly method?: string;
  /** Value of the tenant header. */
  readonly tenant?: string;
  /** 0 to 1. */
  readonly ratio: number;
}

/** How requests without a traced caller are sampled. */
export interface SamplingPolicy {
  /** Share of the requests that no rule matches, 0 to 1; with a target, the most. */
  readonly ratio: number;
  /** The first rule that matches counts. */
  readonly rules: readonly SamplingRule[];
  /** Header that names the tenant, in lower case. */
  readonly tenantHeader: string;
  /** What is kept of requests that were not sampled, decided when they end. */
  readonly keep: KeepPolicy;
  /** Spans per second that the ratio is lowered to meet; null for a ratio that stays. */
  readonly targetSpansPerSecond: number | null;
}

/** A kept request yields its server span and the spans of its HTTP calls; other child spans were never made. */
export interface KeepPolicy {
  /** Requests that failed. */
  readonly errors: boolean;
  /** Requests that took at least as long, in milliseconds; null for none. */
  readonly slowMs: number | null;
  /** Most requests that are kept in a second, so that an outage does not become a flood of spans. */
  readonly perSecond: number;
}

/**
 * The policy of a process that says nothing about sampling. Slow requests are not kept: streams and long polls are slow
 * by design, so only the operator can name a limit.
 */
export const DEFAULT_POLICY: SamplingPolicy = {
  ratio: 1,
  rules: [],
  tenantHeader: 'x-tenant-id',
  keep: { errors: true, slowMs: null, perSecond: 100 },
  targetSpansPerSecond: null,
};
