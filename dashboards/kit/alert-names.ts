import { type AlertName, alertRules } from '../../alerts';
import { type Binding } from '../../instrumentation/contract';
import { type BoardContext } from './board';

/** Fields of the rules that their names do not depend on. */
const ANY = {
  grafanaUrl: 'https://grafana.example.com',
  scrapeIntervalSeconds: 15,
  evaluationIntervalSeconds: 15,
} as const;

/** Names of the alerts that a preset has. */
export function alertNames(binding: Binding, context: BoardContext): ReadonlySet<AlertName> {
  const groups = alertRules(binding, { ...ANY, ...context });
  return new Set(groups.flatMap(({ rules }) => rules.map(({ alert }) => alert)));
}
