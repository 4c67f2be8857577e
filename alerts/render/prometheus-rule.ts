import type { AlertGroup } from '../rule';
import { type RuleGroupFile, ruleGroups } from './rules';

/** The Prometheus operator's PrometheusRule object, as plain data. */
export interface PrometheusRule {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PrometheusRule';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly groups: readonly RuleGroupFile[] };
}

/** The groups as a PrometheusRule. The labels have to match the Prometheus object's `ruleSelector`. */
export function prometheusRule(
  groups: readonly AlertGroup[],
  metadata: PrometheusRule['metadata'],
): PrometheusRule {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata,
    spec: { groups: ruleGroups(groups) },
  };
}
