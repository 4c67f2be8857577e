import { worstCaseSeries } from '../../instrumentation/contract';
import { prometheusClient } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';
import { gatewaySelector } from './gateway-selector';

/**
 * What the gateway costs: its series so far (those that Prometheus adds to each target included), those that the contract allows at most, and the preset's budget.
 * @throws Error if either is above the budget, or the preset has none
 */
export async function proveSeriesCost(stack: RunningStack): Promise<string> {
  const { seriesBudget, name } = stack.preset;
  const { length: now } = await prometheusClient(stack.endpoints.prometheus).series(gatewaySelector(stack));
  const atMost = worstCaseSeries(stack.binding);
  const text = `${now} series of the gateway so far, ${atMost} at most by contract, budget ${seriesBudget ?? 'none'}`;
  if (seriesBudget === undefined) throw new Error(`${text}: preset ${name} must declare one`);
  if (now === 0 || now > seriesBudget || atMost > seriesBudget) throw new Error(text);
  return text;
}
