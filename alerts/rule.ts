import type { BoardName, PackName } from '../instrumentation/contract';
import type { Seconds } from './duration';
import type { Expression, Use } from './promql';
import type { Scope } from './scope';

/**
 * - `critical`: pages somebody now
 * - `warning`: a ticket for working hours
 * - `info`: context for other alerts
 */
export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** An alert as a pack declares it: durations in seconds, the condition as a function of the preset's queries. */
export interface AlertDefinition {
  readonly severity: Severity;
  /** What has to hold. Its labels (`by`) become the alert's labels. */
  readonly condition: (scope: Scope) => Expression;
  /** Seconds of a total fault until it holds. Default: from the condition, else its longest window. */
  readonly reaches?: (scope: Scope) => Seconds;
  /** How long it has to hold before the alert fires; 0 only for what holds at any time. */
  readonly for: Seconds;
  /** How long the alert goes on after the condition has ended, against flapping. */
  readonly keepFiringFor?: Seconds;
  /** False where the alert would have nothing to say under a preset; default true. */
  readonly fits?: (scope: Scope) => boolean;
  /** Static headline that ends in a period: the same for every instance of the alert. */
  readonly summary: string;
  /** What happened, with template text (`{{ $labels.service }}`, `{{ $value | humanizePercentage }}`). */
  readonly description: (scope: Scope) => string;
  /** Board to look at first; without one the alert leads to its own condition in Grafana's Explore. */
  readonly board?: BoardName;
  /**
   * Variables that the link to the board sets, beside the environment: each with the label that gives its value. Default:
   * `service`, where the series has it.
   */
  readonly boardVariables?: Readonly<Record<string, string>>;
  /** What Explore shows in place of the condition, where that is long. */
  readonly explore?: (scope: Scope) => Expression;
  /** Static labels beside the severity, e.g. `rule_name`. Without templates: a label that changes makes a new alert. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Alerts that belong together; they are evaluated in one group. */
export interface AlertPack<N extends string = string> {
  /** Name of the rule group. */
  readonly name: string;
  /** Packs of the contract that the conditions read. A preset without one of them gets no alert of this pack. */
  readonly reads: readonly PackName[];
  readonly alerts: Readonly<Record<N, AlertDefinition>>;
  /** True for the rules of one system, which only a preset that lists the pack by name switches on. */
  readonly byPreset?: boolean;
  /** Alerts of other packs that say the same less exactly: they are left out where this pack is on. */
  readonly replaces?: readonly string[];
  /** Series that the conditions read; recorded before they are evaluated. */
  readonly records?: (scope: Scope) => readonly RecordingRule[];
  /** Series over long times, recorded in a group of their own at the given interval (seconds) of declared time. */
  readonly slow?: { readonly every: Seconds; readonly records: (scope: Scope) => readonly RecordingRule[] };
  /** What is wrong with the pack under a binding, one line each. Asked before anything of it is compiled. */
  readonly problems?: (scope: Scope) => readonly string[];
}

/** A compiled recording rule. */
export interface RecordingRule {
  readonly record: string;
  /** PromQL. */
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly seriesLabels: readonly string[];
  readonly uses: readonly Use[];
}

/** Declares a pack and keeps its alert names as literal types. */
export function alertPack<const N extends string>(pack: AlertPack<N>): AlertPack<N> {
  return pack;
}

/** Template text for the value of a label of the alert, by its exposed name. */
export function template(label: string): string {
  return `{{ $labels.${label} }}`;
}

export interface Annotations {
  readonly summary: string;
  readonly description: string;
  readonly runbook_url: string;
  readonly dashboard_url: string;
  /** Traces of the service, for alerts about a gateway. */
  readonly trace_url?: string;
}

/** A compiled alert. Durations are in seconds until it is rendered. */
export interface AlertRule<N extends string = string> {
  readonly alert: N;
  /** PromQL. */
  readonly expr: string;
  readonly for: Seconds;
  readonly keepFiringFor?: Seconds;
  /** Static labels; those in `seriesLabels` are added by Prometheus. */
  readonly labels: Readonly<{ severity: Severity } & Record<string, string>>;
  readonly annotations: Annotations;
  /** Labels that each alert takes over from its series. */
  readonly seriesLabels: readonly string[];
  /** Which metrics and labels the expression reads. */
  readonly uses: readonly Use[];
  /** Longest window that the condition reads, in seconds; 0 if it looks at the present alone. */
  readonly looksBack: Seconds;
  /** Seconds from the begin of a total fault until the condition holds, at most. */
  readonly reaches: Seconds;
}

/** A rule group: its rules are evaluated together. */
export interface AlertGroup<N extends string = string> {
  readonly name: string;
  readonly interval: Seconds;
  /** Evaluated before the alerts, in this order. */
  readonly records?: readonly RecordingRule[];
  readonly rules: readonly AlertRule<N>[];
}
