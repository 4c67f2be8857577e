import { boundMetric, TRACE_ID_LABEL } from '../../instrumentation/contract';
import { prometheusClient } from '../clients/prometheus';
import { spansOfTrace } from '../clients/tempo';
import type { RunningStack } from '../running-stack';
import { eventually } from './eventually';

/**
 * An exemplar of the gateway's request duration is in Prometheus, and its trace in Tempo: the way that a panel offers.
 * @throws Error if no such pair arrives in time
 */
export async function proveExemplars(stack: RunningStack, timeoutMs: number): Promise<string> {
  const { name } = boundMetric(stack.binding, 'http.request.duration');
  const selector = `${name}_bucket{service="${stack.services.gateway}"}`;
  const prometheus = prometheusClient(stack.endpoints.prometheus);
  const found = await eventually(
    async () => {
      const exemplars = await prometheus.exemplars(selector);
      const traceId = exemplars.at(-1)?.[TRACE_ID_LABEL];
      if (traceId === undefined) return undefined;
      const spans = await spansOfTrace(stack.endpoints.tempo, traceId);
      return spans.length > 0 ? { count: exemplars.length, traceId } : undefined;
    },
    { what: `an exemplar of ${selector} whose trace is in Tempo`, timeoutMs },
  );
  return `${found.count} of ${name}; trace ${found.traceId} is in Tempo`;
}
