import {
  type Binding,
  boardUrl,
  exploreUrl,
  failedTracesUrl,
  packs,
  type PackName,
  runbookUrl,
} from '../instrumentation/contract';
import { contextOfPack, contextOfRule, windowsOf } from './compression';
import { checkedContext, type RulesContext } from './context';
import { type AlertName, alertPacks } from './packs';
import type { Expression } from './promql';
import type { AlertDefinition, AlertGroup, AlertPack, AlertRule, Annotations } from './rule';
import { divided, evaluationSeconds, type Scope, scopeOf } from './scope';

/** Variables of every gateway board, and the labels that give their values. */
const BOARD_VARIABLES = { service: 'service' } as const;

/**
 * The rules for a preset: one group for each pack whose metrics the binding exposes, those of one system only where the
 * context lists them.
 * @throws Error naming every wrong field of the context, every mistake of an objective, or the rule whose condition
 * does not fit the binding.
 */
export function alertRules(binding: Binding, context: RulesContext): readonly AlertGroup<AlertName>[] {
  const checked = checkedContext(context);
  const listed = checked.alertPacks ?? [];
  checkNames(listed);
  const packs = alertPacks.filter(
    (pack) =>
      pack.reads.every((name) => isExposed(binding, name)) && (!pack.byPreset || listed.includes(pack.name)),
  );
  const replaced = new Set(packs.flatMap((pack) => pack.replaces ?? []));
  return compilePacks(packs, binding, checked, replaced);
}

/**
 * The groups of packs, e.g. of one's own objectives.
 * @param replaced names of alerts to leave out
 * @throws Error naming every mistake of an objective, or the rule whose condition does not fit the binding
 */
export function compilePacks<N extends string>(
  packs: readonly AlertPack<N>[],
  binding: Binding,
  context: RulesContext,
  replaced: ReadonlySet<string> = new Set(),
): readonly AlertGroup<N>[] {
  const scope = scopeOf(binding, context);
  const problems = packs.flatMap((pack) => pack.problems?.(scope) ?? []);
  if (problems.length > 0) {
    throw new Error(`the objectives are wrong:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  }
  return packs
    .flatMap((pack) => {
      const own = contextOfPack(pack, binding, context);
      const packScope = own === context ? scope : scopeOf(binding, own);
      return [group(pack, packScope, own, context, replaced), ...slowGroup(pack, packScope)];
    })
    .filter(({ rules, records }) => rules.length + (records?.length ?? 0) > 0);
}

function checkNames(listed: readonly string[]): void {
  const known = alertPacks.filter(({ byPreset }) => byPreset === true).map(({ name }) => name);
  const unknown = listed.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `alertPacks names ${unknown.map((name) => `"${name}"`).join(', ')}; packs of single systems are: ${known.join(', ')}`,
    );
  }
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

function group<N extends string>(
  pack: AlertPack<N>,
  scope: Scope,
  context: RulesContext,
  { evaluationIntervalSeconds, scrapeIntervalSeconds, divideDurations = 1 }: RulesContext,
  replaced: ReadonlySet<string>,
): AlertGroup<N> {
  const alerts = (Object.entries(pack.alerts) as [N, AlertDefinition][]).filter(
    ([name, { fits }]) => !replaced.has(name) && (fits?.(scope) ?? true),
  );
  const records = pack.records?.(scope) ?? [];
  return {
    name: pack.name,
    interval: evaluationSeconds({ evaluationIntervalSeconds, scrapeIntervalSeconds, divideDurations }),
    ...(records.length === 0 ? {} : { records }),
    rules: alerts.map(([name, definition]) => rule(name, definition, scope, context, hasTraces(pack))),
  };
}

/** The parts of the stack itself send no traces. */
function hasTraces({ name }: AlertPack): boolean {
  return !/^stack(?:\.|$)/.test(name);
}

function slowGroup<N extends string>({ name, slow }: AlertPack<N>, scope: Scope): AlertGroup<N>[] {
  if (slow === undefined) return [];
  return [
    {
      name: `${name}.period`,
      interval: scope.windowSeconds(slow.every),
      records: slow.records(scope),
      rules: [],
    },
  ];
}

function rule<N extends string>(
  name: N,
  definition: AlertDefinition,
  packScope: Scope,
  packContext: RulesContext,
  traced: boolean,
): AlertRule<N> {
  const context = contextOfRule(definition, packScope.binding, packContext);
  const scope = context === packContext ? packScope : scopeOf(packScope.binding, context);
  const condition = conditionOf(name, definition, scope);
  const keep = definition.keepFiringFor;
  const looksBack = Math.max(0, ...windowsOf(definition.condition, scope));
  return {
    alert: name,
    expr: condition.text,
    for: divided(definition.for, context),
    ...(keep === undefined ? {} : { keepFiringFor: divided(keep, context) }),
    labels: {
      severity: definition.severity,
      ...definition.labels,
      ...(context.team === undefined ? {} : { team: context.team }),
    },
    annotations: annotations(name, definition, condition, scope, context, traced),
    seriesLabels: condition.labels,
    uses: condition.uses,
    looksBack,
    reaches: definition.reaches?.(scope) ?? looksBack * (condition.reach ?? 1),
  };
}

function conditionOf(name: string, definition: AlertDefinition, scope: Scope): Expression {
  try {
    return definition.condition(scope);
  } catch (error) {
    throw new Error(`alert ${name}: ${(error as Error).message}`, { cause: error });
  }
}

function annotations(
  name: string,
  definition: AlertDefinition,
  condition: Expression,
  scope: Scope,
  context: RulesContext,
  traced: boolean,
): Annotations {
  const chosen = { ...(definition.boardVariables ?? BOARD_VARIABLES), environment: 'environment' };
  const variables = Object.fromEntries(
    Object.entries(chosen)
      .filter(([, label]) => condition.labels.includes(label))
      .map(([variable, label]) => [variable, `{{ $labels.${label} | urlquery }}`]),
  );
  return {
    summary: definition.summary,
    description: definition.description(scope),
    runbook_url: runbookUrl(context.runbookBaseUrl, name),
    dashboard_url:
      definition.board === undefined
        ? exploreUrl(context.grafanaUrl, (definition.explore?.(scope) ?? condition).text)
        : boardUrl(context.grafanaUrl, definition.board, variables),
    ...(traced && variables['service'] !== undefined
      ? { trace_url: failedTracesUrl(context.grafanaUrl, variables['service']) }
      : {}),
  };
}
