import { GATEWAY, type LedgerCheck } from '../../examples/frame';
import { boundMetric, familiesOf } from '../../instrumentation/contract';
import { prometheusClient } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';
import type { ScenarioResult } from '../scenario/run';
import { comparedSeries, ledgerDifferences } from './ledger-compare';
import { eventually } from './eventually';
import { gatewaySelector } from './gateway-selector';

/** Longer than any scenario. */
const WINDOW_SECONDS = 3600;

/**
 * What Prometheus has stored of the gateway equals what the client and the stubs wrote down, in every family of each
 * metric that the example checks, over every life of the gateway.
 * @throws Error naming each group of series that differs, with both numbers
 */
export async function proveLedger(
  stack: RunningStack,
  { ledgers, restarts }: ScenarioResult,
  timeoutMs: number,
): Promise<string> {
  const checks = stack.example.ledgerChecks(ledgers);
  if (checks.length === 0) throw new Error(`example ${stack.example.folder} checks nothing`);
  const downs = restarts.filter(({ part }) => part === GATEWAY).map(({ at }) => at);
  let differences: readonly string[] = [];
  await eventually(
    async () => {
      differences = (await Promise.all(checks.map((check) => compare(stack, check, downs)))).flat();
      return differences.length === 0 ? true : undefined;
    },
    { what: 'Prometheus to agree with the ledger', timeoutMs },
  ).catch((error: Error) => {
    throw new Error(differences.length === 0 ? error.message : differences.join('; '));
  });
  const numbers = checks.flatMap(({ rows }) => rows).length;
  const metrics = [...new Set(checks.map(({ metric }) => metric))];
  return `${metrics.length} metrics over ${downs.length + 1} lives of the gateway, ${numbers} entries: ${metrics.join(', ')}`;
}

async function compare(
  stack: RunningStack,
  check: LedgerCheck,
  downs: readonly number[],
): Promise<readonly string[]> {
  const prometheus = prometheusClient(stack.endpoints.prometheus);
  const metric = boundMetric(stack.binding, check.metric);
  const differences = familiesOf(metric).map(async (family) => {
    const name = comparedSeries(metric, family, check.of);
    const found = await prometheus.rawSamples(name + gatewaySelector(stack, family), WINDOW_SECONDS);
    return ledgerDifferences(check, metric, family, found, downs);
  });
  return (await Promise.all(differences)).flat();
}
