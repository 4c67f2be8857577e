import { type Binding, boardUrl, packs, type PackName, runbookUrl } from '../instrumentation/contract';
import { checkedContext, type RulesContext } from './context';
import { type AlertName, alertPacks } from './packs';
import type { Expression } from './promql';
import type { AlertDefinition, AlertGroup, AlertPack, AlertRule, Annotations } from './rule';
import { divided, evaluationSeconds, type Scope, scopeOf } from './scope';

/** Labels of a series that are variables of every gateway board. */
const BOARD_VARIABLES = ['service', 'environment'] as const;

/**
 * The alert rules for a preset: one group for each pack whose metrics the binding exposes.
 * @throws Error naming every wrong field of the context, or the rule whose condition does not fit the binding.
 */
export function alertRules(binding: Binding, context: RulesContext): readonly AlertGroup<AlertName>[] {
  const checked = checkedContext(context);
  return alertPacks
    .filter((pack) => pack.reads.every((name) => isExposed(binding, name)))
    .map((pack) => group(pack, binding, checked));
}

/** The rule of this name, or undefined if the preset has none. */
export function findRule<N extends AlertName>(
  groups: readonly AlertGroup<AlertName>[],
  name: N,
): AlertRule<N> | undefined {
  return groups.flatMap(({ rules }) => rules).find((rule): rule is AlertRule<N> => rule.alert === name);
}

function isExposed(binding: Binding, name: PackName): boolean {
  return Object.keys(packs[name]).every((id) => binding.has(id as keyof (typeof packs)[PackName]));
}

function group(pack: AlertPack<AlertName>, binding: Binding, context: RulesContext): AlertGroup<AlertName> {
  const scope = scopeOf(binding, context);
  const alerts = Object.entries(pack.alerts) as [AlertName, AlertDefinition][];
  return {
    name: pack.name,
    interval: evaluationSeconds(context),
    rules: alerts.map(([name, definition]) => rule(name, definition, scope, context)),
  };
}

function rule(
  name: AlertName,
  definition: AlertDefinition,
  scope: Scope,
  context: RulesContext,
): AlertRule<AlertName> {
  const condition = conditionOf(name, definition, scope);
  const keep = definition.keepFiringFor;
  return {
    alert: name,
    expr: condition.text,
    for: divided(definition.for, context),
    ...(keep === undefined ? {} : { keepFiringFor: divided(keep, context) }),
    labels: { severity: definition.severity, ...(context.team === undefined ? {} : { team: context.team }) },
    annotations: annotations(name, definition, condition, scope, context),
    seriesLabels: condition.labels,
    uses: condition.uses,
  };
}

function conditionOf(name: AlertName, definition: AlertDefinition, scope: Scope): Expression {
  try {
    return definition.condition(scope);
  } catch (error) {
    throw new Error(`alert ${name}: ${(error as Error).message}`, { cause: error });
  }
}

function annotations(
  name: AlertName,
  definition: AlertDefinition,
  condition: Expression,
  scope: Scope,
  context: RulesContext,
): Annotations {
  const kept = BOARD_VARIABLES.filter((label) => condition.labels.includes(label));
  const variables = Object.fromEntries(kept.map((label) => [label, `{{ $labels.${label} | urlquery }}`]));
  return {
    summary: definition.summary,
    description: definition.description(scope),
    runbook_url: runbookUrl(context.runbookBaseUrl, name),
    dashboard_url: boardUrl(context.grafanaUrl, definition.board, variables),
  };
}
