import type { IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import { AdaptiveRatio } from './adaptive-ratio';
import { type ForceOptions, forceCheck } from './force';
import { parsePolicy } from './parse-policy';
import type { KeepPolicy, SamplingPolicy } from './policy';
import { compileRules, type RuleSet } from './rules';

/** Reads and changes the policy of the running process. */
export interface SamplingControl {
  /** The policy in force as JSON, and under `state` the ratio that a target has brought about. */
  get(): SamplingPolicy & { readonly state: { readonly ratio: number } };
  /**
   * Replaces the policy; fields that are left out keep their value. Takes effect with the next request.
   * @returns everything that is wrong with the input, one line each; then nothing was changed
   */
  set(policy: unknown): readonly string[];
}

/** The policy as the processes of one gateway keep it in common. */
export interface SharedPolicy {
  /** The policy in force, if it is not that of the configuration any more. */
  changed(): SamplingPolicy | undefined;
  /** Takes over what another process was told; tells nobody. A policy that is not valid changes nothing. */
  adopt(policy: unknown): void;
  /** From now on `tell` gets each policy that this process is told by its own port. */
  onChange(tell: (policy: SamplingPolicy) => void): void;
}

/** What is decided about a request before the trace id comes into play. */
export type Share =
  { readonly reason: 'rule' | 'ratio'; readonly ratio: number } | { readonly reason: 'forced' };

/** The policy in force, compiled. */
export class Sampling implements SamplingControl, SharedPolicy {
  #policy: SamplingPolicy;
  #rules: RuleSet | undefined;
  #isChanged = false;
  #tell: ((policy: SamplingPolicy) => void) | undefined;
  readonly #isForced: ((headers: IncomingMessage['headers']) => boolean) | undefined;
  readonly #adaptive: AdaptiveRatio;

  constructor(policy: SamplingPolicy, force?: ForceOptions, now: () => number = () => performance.now()) {
    this.#policy = policy;
    this.#rules = compileRules(policy);
    this.#isForced = force && forceCheck(force);
    this.#adaptive = new AdaptiveRatio(now);
  }

  get(): ReturnType<SamplingControl['get']> {
    return { ...this.#policy, state: { ratio: this.ratio() } };
  }

  set(input: unknown): readonly string[] {
    const problems = this.#change(input);
    if (problems.length === 0) this.#tell?.(this.#policy);
    return problems;
  }

  changed(): SamplingPolicy | undefined {
    return this.#isChanged ? this.#policy : undefined;
  }

  adopt(policy: unknown): void {
    this.#change(policy);
  }

  onChange(tell: (policy: SamplingPolicy) => void): void {
    this.#tell = tell;
  }

  #change(input: unknown): readonly string[] {
    const parsed = parsePolicy(input, this.#policy);
    if (!parsed.ok) return parsed.problems;
    this.#policy = parsed.policy;
    this.#rules = compileRules(parsed.policy);
    this.#isChanged = true;
    return [];
  }

  get keep(): KeepPolicy {
    return this.#policy.keep;
  }

  /** Share of the requests that no rule matches. */
  ratio(): number {
    const { ratio, targetSpansPerSecond: target } = this.#policy;
    return target === null ? ratio : this.#adaptive.ratio(target, ratio);
  }

  /** What force header and rules say about a request; undefined, and nothing was allocated, if they say nothing. */
  shareOf(request: IncomingMessage): Share | undefined {
    if (this.#isForced?.(request.headers) === true) return { reason: 'forced' };
    const ratio = this.#rules?.(request);
    return ratio === undefined ? undefined : { reason: 'rule', ratio };
  }

  /** One span has ended. */
  countSpan(): void {
    if (this.#policy.targetSpansPerSecond !== null) this.#adaptive.count();
  }
}
