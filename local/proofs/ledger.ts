import { GATEWAY, type LedgerCheck } from '../../examples/frame';
import { boundMetric, familiesOf } from '../../instrumentation/contract';
import { prometheusClient } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';
import type { Kill } from '../scenario/kill';
import type { ScenarioResult } from '../scenario/run';
import {
  type Compared,
  comparedSeries,
  ledgerDifferences,
  ledgerLosses,
  type LedgerRisk,
} from './ledger-compare';
import { eventually } from './eventually';
import { gatewaySelector } from './gateway-selector';
import { provenCounters } from './ledger-coverage';

/** Longer than any scenario. */
const WINDOW_SECONDS = 3600;

/**
 * What Prometheus has stored of the gateway equals what the client and the stubs wrote down, in every family of each
 * metric that the example checks, over every life of the gateway; after a kill but for what was counted since the last
 * scrape. No counter that moved is left out without a reason.
 * @throws Error naming each group of series that differs, with both numbers, or each counter that was left out
 */
export async function proveLedger(
  stack: RunningStack,
  { ledgers, restarts, kills }: ScenarioResult,
  timeoutMs: number,
): Promise<string> {
  const checks = stack.example.ledgerChecks(ledgers);
  if (checks.length === 0) throw new Error(`example ${stack.example.folder} checks nothing`);
  const downs = restarts.filter(({ part }) => part === GATEWAY).map(({ at }) => at);
  const risks = risksOf(stack, checks, kills);
  let compared: readonly Compared[] = [];
  let differences: readonly string[] = [];
  await eventually(
    async () => {
      const found = checks.map((check, index) => sampled(stack, check, downs, risks[index] ?? []));
      compared = (await Promise.all(found)).flat();
      differences = compared.flatMap(ledgerDifferences);
      return differences.length === 0 ? true : undefined;
    },
    { what: 'Prometheus to agree with the ledger', timeoutMs },
  ).catch((error: Error) => {
    throw new Error(differences.length === 0 ? error.message : differences.join('; '));
  });
  const excused = await provenCounters(stack, checks);
  const numbers = checks.flatMap(({ rows }) => rows).length;
  const metrics = [...new Set(checks.map(({ metric }) => metric))];
  return [
    `${metrics.length} metrics over ${downs.length + 1} lives of the gateway, ${numbers} entries: ${metrics.join(', ')}`,
    ...(kills.length === 0 ? [] : [losses(compared)]),
    `without a ledger: ${excused.join(', ')}`,
  ].join('; ');
}

/** For each check, what it gives before and after each kill of the gateway. */
function risksOf(
  { example }: RunningStack,
  checks: readonly LedgerCheck[],
  kills: readonly Kill[],
): readonly (readonly LedgerRisk[])[] {
  const around = kills
    .filter(({ part }) => part === GATEWAY)
    .map(({ before, after }) => [example.ledgerChecks(before), example.ledgerChecks(after)] as const);
  return checks.map(({ metric }, index) =>
    around.map(([early, late]) => {
      const [before, after] = [early[index], late[index]];
      if (before?.metric === metric && after?.metric === metric) return { before, after };
      throw new Error('ledgerChecks must give the same checks in the same order, whatever is in the ledgers');
    }),
  );
}

/** A check with the samples of each family of its metric. */
async function sampled(
  stack: RunningStack,
  check: LedgerCheck,
  restarts: readonly number[],
  kills: readonly LedgerRisk[],
): Promise<readonly Compared[]> {
  const prometheus = prometheusClient(stack.endpoints.prometheus);
  const metric = boundMetric(stack.binding, check.metric);
  return Promise.all(
    familiesOf(metric).map(async (family) => {
      const name = comparedSeries(metric, family, check.of);
      const found = await prometheus.rawSamples(name + gatewaySelector(stack, family), WINDOW_SECONDS);
      return { check, metric, family, found, restarts, kills };
    }),
  );
}

function losses(compared: readonly Compared[]): string {
  const requests = compared.find(({ metric }) => metric.id === 'http.requests');
  if (requests === undefined) return 'a kill -9, and no requests to tell its loss by';
  const { missing, atRisk } = ledgerLosses(requests);
  return `kill -9 lost ${missing} requests of the ${atRisk} within one scrape interval, and nothing else`;
}
