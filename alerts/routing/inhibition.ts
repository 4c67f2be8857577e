import type { AlertName } from '../packs';
import type { AlertGroup, AlertRule } from '../rule';

/** While a source alert fires, target alerts with the same values of the `equal` labels are not notified. */
export interface Inhibition {
  readonly source: readonly AlertName[];
  readonly target: readonly AlertName[];
  readonly equal: readonly string[];
  /** Why the target says nothing new while the source fires. */
  readonly reason: string;
}

/** The page already says it: warnings that follow from a page about the same service stay quiet meanwhile. */
export const INHIBITIONS: readonly Inhibition[] = [
  {
    source: ['GatewayHighErrorRatio'],
    target: ['GatewayUpstreamHighErrorRatio', 'GatewayHighLatencyP95'],
    equal: ['service', 'environment'],
    reason: 'A failing service is often slow, and a failing upstream is a cause of its errors.',
  },
  {
    source: ['GatewayDown'],
    target: ['GatewayEventLoopLag', 'GatewayRestarting', 'GatewayTelemetryExportFailing'],
    equal: ['service', 'environment', 'instance'],
    reason: 'What is known of an instance that is down is what it said before.',
  },
];

/**
 * What is wrong with the inhibitions, one line each; empty if nothing is. Alertmanager takes a label that is missing on
 * both sides for equal, and then silences alerts of other services too; so every `equal` label has to exist on both.
 */
export function checkInhibitions(
  inhibitions: readonly Inhibition[],
  groups: readonly AlertGroup[],
): readonly string[] {
  const rules = new Map(groups.flatMap((group) => group.rules).map((rule) => [rule.alert, rule]));
  return inhibitions.flatMap((inhibition, index) => problems(inhibition, `inhibitions[${index}]`, rules));
}

function problems(
  { source, target, equal }: Inhibition,
  path: string,
  rules: ReadonlyMap<string, AlertRule>,
): string[] {
  const both = source.filter((name) => target.includes(name));
  return [
    ...(equal.length === 0
      ? [`${path}.equal is empty, so one alert would silence the targets of every service: name the labels`]
      : []),
    ...both.map((name) => `${path}: ${name} is source and target, so it would silence itself`),
    ...(['source', 'target'] as const).flatMap((side) =>
      (side === 'source' ? source : target).flatMap((name) =>
        missing(name, equal, rules.get(name)).map(
          (label) => `${path}.${side}: ${name} never has the label "${label}" that both sides must have`,
        ),
      ),
    ),
  ];
}

/** Labels of `equal` that the alert lacks. A rule that the preset does not have can inhibit nothing. */
function missing(name: string, equal: readonly string[], rule: AlertRule | undefined): string[] {
  if (rule === undefined) return [];
  const known = ['alertname', ...Object.keys(rule.labels), ...rule.seriesLabels];
  return equal.filter((label) => !known.includes(label));
}
