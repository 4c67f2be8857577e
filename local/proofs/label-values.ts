import { prometheusClient } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';
import type { ScenarioResult } from '../scenario/run';
import { gatewaySelector } from './gateway-selector';
import { type Finding, labelFindings } from './label-scan';

/**
 * No label value of the gateway's series is, or holds, an id, a raw path, an e-mail address or a token.
 * @throws Error naming each label, its value and what it looks like
 */
export async function proveLabelValues(stack: RunningStack, { ledgers }: ScenarioResult): Promise<string> {
  const series = await prometheusClient(stack.endpoints.prometheus).series(gatewaySelector(stack));
  const rawPaths = ledgers.exchanges
    .filter(({ path, route }) => pathOf(path) !== route)
    .map(({ path }) => pathOf(path));
  const findings = labelFindings(series, new Set(rawPaths));
  if (series.length === 0) throw new Error('the gateway has no series to look at');
  if (findings.length > 0) throw new Error(findings.map(describe).join('; '));
  return `${series.length} series, no id, raw path, e-mail address or token in a label`;
}

function pathOf(path: string): string {
  return path.split('?', 1)[0] ?? path;
}

function describe({ name, label, value, looksLike }: Finding): string {
  return `${name}{${label}=${JSON.stringify(value)}} looks like ${looksLike}`;
}
