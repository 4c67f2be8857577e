import { prometheusClient } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';
import { proveGuides } from '../guides/run';
import { runScenario, type ScenarioResult } from '../scenario/run';
import { proveAlert } from './alert';
import { type CheckId, CHECKS } from './checks';
import { proveCorrelation } from './correlation';
import { proveEndpoints } from './endpoints';
import { proveExemplars } from './exemplars';
import { proveLabelValues } from './label-values';
import { proveLedger } from './ledger';
import { proveMetrics } from './metrics';
import { proveMetricsCost } from './metrics-cost';
import { provePanels } from './panels';
import { type ProofRow, row } from './row';
import { proveRemoteWrite } from './remote-write';
import { proveRules } from './rules';
import { proveSeriesCost } from './series-cost';
import { proveSpans } from './spans';
import { proveTargets } from './targets';
import { proveLogs, proveTrace, sendTracedRequest } from './trace';

export { CHECKS, type CheckId } from './checks';
export type { ProofRow } from './row';

/** Jobs that a local stack scrapes beside those of its gateways. */
const STACK_JOBS = [
  'collector',
  'span-metrics',
  'prometheus',
  'alertmanager',
  'alert-operations',
  'tempo',
  'loki',
];

/** How long data may take from the gateway to the place where a proof looks for it. */
const TIMEOUT_MS = 60_000;

export interface ProofOptions {
  readonly signal?: AbortSignal | undefined;
  /** Requests a second of the traffic, once the scenario is through. */
  readonly rate: number;
  /** Called with what the scenario gave, once it came to its end. */
  readonly onScenario?: (result: ScenarioResult) => void;
}

/**
 * Proves the whole way on a running stack that was started quiet: the scenario of its example against the ledger, then
 * under traffic metrics, traces, logs, panels, rules, and one alert from cause to cure.
 * @param report called with each row as soon as it is known
 * @returns all rows, also those that failed
 */
export async function runProofs(
  stack: RunningStack,
  report: (row: ProofRow) => void,
  { signal, rate, onScenario }: ProofOptions,
): Promise<readonly ProofRow[]> {
  const rows: ProofRow[] = [];
  const prove = async (id: CheckId, proof: () => Promise<string>): Promise<void> => {
    signal?.throwIfAborted();
    const result = await row(id, CHECKS[id], proof);
    rows.push(result);
    report(result);
  };
  const prometheus = prometheusClient(stack.endpoints.prometheus);
  const { example, gatewayJobs } = stack;
  const jobs = [...gatewayJobs, ...Object.keys(example.scraped ?? {}), ...STACK_JOBS];

  let result: ScenarioResult | undefined;
  const afterScenario = (): ScenarioResult => {
    if (result === undefined) throw new Error('the scenario did not come to its end');
    return result;
  };
  await prove('targets', () => proveTargets(prometheus, jobs, TIMEOUT_MS));
  await prove('scenario', async () => {
    result = await runScenario(stack, signal);
    onScenario?.(result);
    return result.summary;
  });
  await prove('ledger', async () => proveLedger(stack, afterScenario(), TIMEOUT_MS));
  await prove('spans', async () => proveSpans(stack, afterScenario(), TIMEOUT_MS));
  await prove('metrics', () => proveMetrics(stack, TIMEOUT_MS));
  if (stack.endpoints.remoteStorage !== undefined) {
    await prove('remote-write', () => proveRemoteWrite(stack, TIMEOUT_MS));
  }
  if (stack.preset.endpoints !== undefined) await prove('endpoints', () => proveEndpoints(stack));
  await prove('labels', async () => proveLabelValues(stack, afterScenario()));
  await prove('series', () => proveSeriesCost(stack));

  if (stack.endpoints.traffic !== undefined) await stack.setRate(rate);
  let traceId: string | undefined;
  const traced = async (): Promise<string> =>
    (traceId ??= await sendTracedRequest(stack.endpoints.gateway, example.probe));
  await prove('trace', async () => proveTrace(stack, await traced(), TIMEOUT_MS));
  await prove('exemplars', () => proveExemplars(stack, TIMEOUT_MS));
  await prove('logs', async () => proveLogs(stack, await traced(), TIMEOUT_MS));
  await prove('correlation', async () => proveCorrelation(stack, await traced(), TIMEOUT_MS));
  await prove('cost', () => proveMetricsCost(stack));
  await prove('panels', () => provePanels(stack, stack.boards, TIMEOUT_MS));
  await prove('guides', () => proveGuides(stack, TIMEOUT_MS));
  await prove('rules', () => proveRules(prometheus, stack.alertGroups, TIMEOUT_MS));
  if (example.fault !== undefined) await prove('alert', () => proveAlert(stack, signal));
  return rows;
}
