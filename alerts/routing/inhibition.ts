import type { AlertName } from '../packs';
import type { AlertGroup, AlertRule } from '../rule';
import { INCIDENTS } from './incidents';
import { matcher } from './match';

/** While a source alert fires, target alerts with the same values of the `equal` labels are not notified. */
export interface Inhibition {
  readonly source: readonly AlertName[];
  readonly target: readonly AlertName[];
  readonly equal: readonly string[];
  /** Why the target says nothing new while the source fires. */
  readonly reason: string;
}

/** An inhibition in Alertmanager's configuration. */
export interface InhibitRule {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal: readonly string[];
}

const SERVICE = ['service', 'environment'] as const;
const BURNS = 'The budget burns so fast that somebody is paged; the ticket about it can wait.';

/** What already pages says it all: alerts that follow from a page about the same service stay quiet meanwhile. */
export const INHIBITIONS: readonly Inhibition[] = [
  {
    source: ['GatewayHighErrorRatio', 'HighErrorRate', 'HttpErrorRateHigh'],
    target: [
      'GatewayUpstreamHighErrorRatio',
      'GatewayHighLatencyP95',
      'HighHTTPErrorRate',
      'HttpAvailabilityBudgetBurnFast',
      'HttpAvailabilityBudgetBurnSlow',
    ],
    equal: SERVICE,
    reason:
      'A failing service is often slow, a failing upstream is a cause of its errors, and the budget of errors burns.',
  },
  {
    source: ['HttpAvailabilityBudgetBurnFast'],
    target: ['HttpAvailabilityBudgetBurnSlow', 'HighHTTPErrorRate', 'GatewayUpstreamHighErrorRatio'],
    equal: SERVICE,
    reason: BURNS,
  },
  {
    source: ['HttpLatencyBudgetBurnFast'],
    target: [
      'HttpLatencyBudgetBurnSlow',
      'GatewayHighLatencyP95',
      'HttpLatencyHigh',
      'HighAPILatency',
      'HighResponseTime',
    ],
    equal: SERVICE,
    reason: BURNS,
  },
  {
    source: ['LlmFirstTokenBudgetBurnFast'],
    target: ['LlmFirstTokenBudgetBurnSlow'],
    equal: [...SERVICE, 'provider'],
    reason: BURNS,
  },
  {
    source: ['WebhookDeliveriesFailing'],
    target: ['WebhookDeliveryBudgetBurnFast', 'WebhookDeliveryBudgetBurnSlow'],
    equal: SERVICE,
    reason: 'Deliveries fail for all tenants, so the budget of each burns.',
  },
  {
    source: ['WebhookDeliveryBudgetBurnFast'],
    target: ['WebhookDeliveryBudgetBurnSlow'],
    equal: [...SERVICE, 'tenant_id'],
    reason: BURNS,
  },
  {
    source: ['WebhookFreshnessBudgetBurnFast'],
    target: ['WebhookFreshnessBudgetBurnSlow'],
    equal: SERVICE,
    reason: BURNS,
  },
  {
    source: ['GatewayDown'],
    target: ['GatewayEventLoopLag', 'GatewayRestarting', 'GatewayTelemetryExportFailing', 'HighMemoryUsage'],
    equal: [...SERVICE, 'instance'],
    reason: 'What is known of an instance that is down is what it said before.',
  },
  {
    source: ['ConnectorUnhealthy'],
    target: ['HighConnectorLatency', 'ConnectorOperationFailures'],
    equal: [...SERVICE, 'connector_type'],
    reason: 'A connector that is unhealthy is slow and fails.',
  },
];

export function inhibitRule({ source, target, equal }: Inhibition): InhibitRule {
  return {
    source_matchers: [matcher('alertname', source)],
    target_matchers: [matcher('alertname', target)],
    equal,
  };
}

/**
 * What is wrong with the inhibitions, one line each; empty if nothing is. Alertmanager takes a label that is missing on
 * both sides for equal, and then silences alerts of other services too; so every `equal` label has to exist on both.
 * Two alerts that silence each other are both silent, and a page may be silenced only by one of the same incident.
 */
export function checkInhibitions(
  inhibitions: readonly Inhibition[],
  groups: readonly AlertGroup[],
): readonly string[] {
  const rules = new Map(groups.flatMap((group) => group.rules).map((rule) => [rule.alert, rule]));
  return [
    ...inhibitions.flatMap((inhibition, index) => problems(inhibition, `inhibitions[${index}]`, rules)),
    ...circles(inhibitions),
  ];
}

type Rules = ReadonlyMap<string, AlertRule>;

function problems({ source, target, equal }: Inhibition, path: string, rules: Rules): string[] {
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
    ...source.flatMap((from) =>
      target
        .filter((to) => !both.includes(to) && !maySilence(rules.get(from), rules.get(to)))
        .map(
          (to) => `${path}: ${from} would silence the page ${to}: only a page of the same incident may do so`,
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

function maySilence(from: AlertRule | undefined, to: AlertRule | undefined): boolean {
  if (from === undefined || to?.labels.severity !== 'critical') return true;
  const together = INCIDENTS.some(({ alerts }) =>
    [from.alert, to.alert].every((name) => (alerts as readonly string[]).includes(name)),
  );
  return from.labels.severity === 'critical' && together;
}

/** Alerts that would silence themselves by way of others. */
function circles(inhibitions: readonly Inhibition[]): string[] {
  const silenced = (name: AlertName): AlertName[] =>
    inhibitions.flatMap(({ source, target }) =>
      source.includes(name) ? target.filter((to) => to !== name) : [],
    );
  return [...new Set(inhibitions.flatMap(({ source }) => source))].flatMap((start) => {
    const reached = new Set<AlertName>();
    const visit = (name: AlertName): void => {
      for (const next of silenced(name)) {
        if (reached.has(next)) continue;
        reached.add(next);
        visit(next);
      }
    };
    visit(start);
    return reached.has(start)
      ? [`inhibitions: ${start} is silenced by what it silences, so nobody hears of either`]
      : [];
  });
}
