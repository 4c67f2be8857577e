import type { Seconds } from './duration';

/** What rules depend on besides the preset: where links lead, and how often Prometheus looks. */
export interface RulesContext {
  /** Base URL of Grafana, for `dashboard_url`. */
  readonly grafanaUrl: string;
  /** Base URL of the folder of runbooks, for `runbook_url`. */
  readonly runbookBaseUrl: string;
  /** Scrape jobs whose targets are gateways, at least one. All other jobs are the stack's own. */
  readonly gatewayJobs: readonly string[];
  /** Seconds between two scrapes of a gateway, the longest where its jobs differ. Windows hold at least five of them. */
  readonly scrapeIntervalSeconds: Seconds;
  /** Seconds between two evaluations of a rule group. */
  readonly evaluationIntervalSeconds: Seconds;
  /**
   * Divides every window, `for`, `keep_firing_for` and the evaluation interval, so that a live proof takes seconds and
   * still runs rules of the same compiler. Default 1: durations as declared.
   */
  readonly divideDurations?: number;
  /** In place of `divideDurations`: each rule is divided as much as its own durations need. The evaluation interval stays. */
  readonly compress?: Compression;
  /**
   * How long Prometheus keeps samples, in seconds. Windows of objectives beyond it are left out of the shipped
   * objectives, and an error in one's own. Default: unlimited.
   */
  readonly retentionSeconds?: Seconds;
  /** Packs of a system's own rules to switch on, as its preset lists them (`Preset.alertPacks`). Default: none. */
  readonly alertPacks?: readonly string[];
  /** Objectives (0..1) by SLO id, in place of the shipped ones, e.g. `{ http_availability: 0.995 }`. */
  readonly objectives?: Readonly<Record<string, number>>;
  /** Static label `team` of every rule, for routing. Left out if not given. */
  readonly team?: string;
}

/** Longest times that are left of a rule for a live proof; what is shorter already is not divided. */
export interface Compression {
  /** Seconds: longest window, `for` or `keep_firing_for` of a rule. */
  readonly longestSeconds: Seconds;
  /** The same of the rules of an objective, which share their recorded series: their windows lie far apart. */
  readonly longestObjectiveSeconds: Seconds;
}

/**
 * The context with URLs that end without a slash.
 * @throws Error that names every field that is wrong.
 */
export function checkedContext(context: RulesContext): RulesContext {
  const problems = [
    ...urlProblems('grafanaUrl', context.grafanaUrl),
    ...urlProblems('runbookBaseUrl', context.runbookBaseUrl),
    ...(context.gatewayJobs.length > 0
      ? []
      : ['- gatewayJobs is empty: the name of at least one scrape job of gateways is needed']),
    ...numberProblems('scrapeIntervalSeconds', context.scrapeIntervalSeconds, 0.001),
    ...numberProblems('evaluationIntervalSeconds', context.evaluationIntervalSeconds, 0.001),
    ...numberProblems('divideDurations', context.divideDurations ?? 1, 1),
    ...numberProblems('compress.longestSeconds', context.compress?.longestSeconds ?? 1, 1),
    ...numberProblems('compress.longestObjectiveSeconds', context.compress?.longestObjectiveSeconds ?? 1, 1),
    ...(context.compress === undefined || context.divideDurations === undefined
      ? []
      : ['- divideDurations and compress are both given: one of them divides the durations']),
    ...(context.retentionSeconds === undefined
      ? []
      : numberProblems('retentionSeconds', context.retentionSeconds, 1)),
  ];
  if (problems.length > 0)
    throw new Error(`the context of the alert rules is wrong:\n${problems.join('\n')}`);
  return {
    ...context,
    grafanaUrl: context.grafanaUrl.replace(/\/+$/, ''),
    runbookBaseUrl: context.runbookBaseUrl.replace(/\/+$/, ''),
  };
}

function urlProblems(field: string, value: string): string[] {
  return /^https?:\/\/[^/\s]/.test(value)
    ? []
    : [`- ${field} is "${value}": an http or https URL is needed, such as https://grafana.example.com`];
}

function numberProblems(field: string, value: number, least: number): string[] {
  return Number.isFinite(value) && value >= least
    ? []
    : [`- ${field} is ${value}: a number from ${least} on is needed`];
}
