import { GATEWAY_JOB } from '../../instrumentation/contract';
import { prometheusClient } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';
import { proveAlert } from './alert';
import { proveExemplars } from './exemplars';
import { proveMetrics } from './metrics';
import { provePanels } from './panels';
import { type ProofRow, row } from './row';
import { proveRules } from './rules';
import { proveTargets } from './targets';
import { proveLogs, proveTrace, sendTracedRequest } from './trace';

export type { ProofRow } from './row';

/** Jobs that a local stack scrapes. */
const JOBS = [GATEWAY_JOB, 'collector', 'span-metrics', 'prometheus', 'alertmanager', 'tempo', 'loki'];

/** How long data may take from the gateway to the place where a proof looks for it. */
const TIMEOUT_MS = 60_000;

/**
 * Proves the whole way on a running stack: metrics, traces, logs, panels, rules, and one alert from cause to cure.
 * @param report called with each row as soon as it is known
 * @returns all rows, also those that failed
 */
export async function runProofs(
  stack: RunningStack,
  report: (row: ProofRow) => void,
  signal?: AbortSignal,
): Promise<readonly ProofRow[]> {
  const rows: ProofRow[] = [];
  const prove = async (name: string, proof: () => Promise<string>): Promise<void> => {
    signal?.throwIfAborted();
    const result = await row(name, proof);
    rows.push(result);
    report(result);
  };
  const prometheus = prometheusClient(stack.endpoints.prometheus);
  const { gateway } = stack.services;
  let traceId: string | undefined;
  const traced = async (): Promise<string> =>
    (traceId ??= await sendTracedRequest(stack.endpoints.gateway, '/orders/42'));

  await prove('scrape targets', () => proveTargets(prometheus, JOBS, TIMEOUT_MS));
  await prove('metrics of the gateway', () => proveMetrics(prometheus, stack.binding, gateway, TIMEOUT_MS));
  await prove('trace in Tempo', async () => proveTrace(stack, await traced(), TIMEOUT_MS));
  await prove('exemplars', () => proveExemplars(stack, TIMEOUT_MS));
  await prove('log line in Loki', async () => proveLogs(stack, await traced(), TIMEOUT_MS));
  await prove('panels', () => provePanels(stack, stack.boards, TIMEOUT_MS));
  await prove('rules', () => proveRules(prometheus, stack.alertGroups, TIMEOUT_MS));
  await prove('alert', () => proveAlert(stack, signal));
  return rows;
}
