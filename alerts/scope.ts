import type { Binding } from '../instrumentation/contract';
import type { RulesContext } from './context';
import { promDuration, type Seconds } from './duration';
import { anyOf, type Queries, queries } from './promql';

/** `rate()` needs two samples and is steady from about four on; one more allows for a scrape that failed. */
export const MIN_SCRAPES_PER_WINDOW = 5;

/** What a condition is built from. */
export interface Scope {
  readonly binding: Binding;
  /**
   * Queries of the gateways' series alone: other binaries expose metrics of the same names, such as
   * `process_start_time_seconds`.
   */
  readonly q: Queries;
  /** Queries of the series of every target. */
  readonly everywhere: Queries;
  /** Scrape jobs of the gateways. */
  readonly gatewayJobs: readonly string[];
  /** A range of the expression, e.g. `5m`; divided for live proofs, and never shorter than five scrapes. */
  readonly window: (seconds: Seconds) => string;
  /** Length of such a range in seconds. */
  readonly windowSeconds: (seconds: Seconds) => Seconds;
  /** Longest declared window that Prometheus keeps samples for; undefined where nothing limits it. */
  readonly retention: Seconds | undefined;
  /** The objective of an SLO, 0..1: the context's, else the declared one. */
  readonly objective: (id: string, declared: number) => number;
}

/** The scope of a preset's binding under a context. */
export function scopeOf(binding: Binding, context: RulesContext): Scope {
  return {
    binding,
    q: queries(binding, { job: anyOf(context.gatewayJobs) }),
    everywhere: queries(binding),
    gatewayJobs: context.gatewayJobs,
    window: (seconds) => promDuration(windowSeconds(seconds, context)),
    windowSeconds: (seconds) => windowSeconds(seconds, context),
    // Windows are compared as declared; where they are divided, so much less has to be kept.
    retention:
      context.retentionSeconds === undefined
        ? undefined
        : context.retentionSeconds * (context.divideDurations ?? 1),
    objective: (id, declared) => context.objectives?.[id] ?? declared,
  };
}

/** Length of a range in seconds: the declared length divided, but at least five scrapes. */
export function windowSeconds(seconds: Seconds, context: RulesContext): Seconds {
  const shortest = MIN_SCRAPES_PER_WINDOW * context.scrapeIntervalSeconds;
  return Math.max(divided(seconds, context), shortest);
}

/** `for`, `keep_firing_for` and the like: the declared length divided. */
export function divided(seconds: Seconds, context: Pick<RulesContext, 'divideDurations'>): Seconds {
  return seconds / (context.divideDurations ?? 1);
}

/** Seconds between two evaluations: divided, but never more often than there are new samples. */
export function evaluationSeconds(
  context: Pick<RulesContext, 'evaluationIntervalSeconds' | 'scrapeIntervalSeconds' | 'divideDurations'>,
): Seconds {
  const { evaluationIntervalSeconds: declared, scrapeIntervalSeconds: scrape } = context;
  return Math.max(divided(declared, context), Math.min(declared, scrape));
}
