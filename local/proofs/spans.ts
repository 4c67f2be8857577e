import { type Exchange, GATEWAY } from '../../examples/frame';
import { spansOfTrace, type StoredSpan } from '../clients/tempo';
import type { RunningStack } from '../running-stack';
import type { ScenarioResult } from '../scenario/run';
import { eventually } from './eventually';

/** Least share of route × operation whose traces are complete. */
const LEAST_SHARE = 0.9;

/**
 * Of each route × operation of the scenario one trace is looked up: it has a root span of the gateway, and below it a
 * span of what the gateway did, unless the gateway answers such requests alone. Of one that leads to a job it has the
 * spans of the job.
 * @throws Error naming what is incomplete, if that is more than a tenth, or the spans of a job
 */
export async function proveSpans(
  stack: RunningStack,
  { ledgers }: ScenarioResult,
  timeoutMs: number,
): Promise<string> {
  const kinds = latestOfEachKind(ledgers.exchanges);
  const incomplete: string[] = [];
  const jobs: string[] = [];
  await Promise.all(
    [...kinds].map(async ([kind, { traceId, answersAlone, leadsTo = [] }]) => {
      let spans: readonly StoredSpan[] = [];
      await eventually(
        async () => {
          spans = await spansOfTrace(stack.endpoints.tempo, traceId);
          const whole = isComplete(spans, stack.services.gateway, answersAlone);
          return whole && missing(leadsTo, spans).length === 0 ? true : undefined;
        },
        { what: `trace ${traceId}`, timeoutMs },
      ).catch(() => incomplete.push(`${kind} (trace ${traceId}: ${spans.length} spans)`));
      if (leadsTo.length === 0) return;
      const none = missing(leadsTo, spans);
      if (none.length > 0) throw new Error(`${kind} (trace ${traceId}) has no ${none.join(', no ')}`);
      jobs.push(`${kind} leads to ${leadsTo.join(', ')}`);
    }),
  );
  const share = kinds.size === 0 ? 0 : 1 - incomplete.length / kinds.size;
  const counted = `${(share * 100).toFixed(0)} % of ${kinds.size} routes × operations have root and child spans`;
  const text = [counted, ...jobs.sort()].join('; ');
  const rest = incomplete.length === 0 ? '' : `; incomplete: ${incomplete.sort().join(', ')}`;
  if (share < LEAST_SHARE) throw new Error(text + rest);
  return text + rest;
}

function missing(wanted: readonly string[], spans: readonly StoredSpan[]): readonly string[] {
  const found = new Set(spans.map(({ service, name }) => `${service}: ${name}`));
  return wanted.filter((span) => !found.has(span));
}

/** An exchange of each route × operation with the gateway; one that was answered if there is one. */
function latestOfEachKind(exchanges: readonly Exchange[]): ReadonlyMap<string, Exchange> {
  const kinds = new Map<string, Exchange>();
  for (const exchange of exchanges.filter(({ to, atRisk }) => to === GATEWAY && atRisk !== true)) {
    const kind = [exchange.method, exchange.route, exchange.tags['operation'] ?? ''].join(' ').trim();
    if (typeof exchange.status === 'number' || !kinds.has(kind)) kinds.set(kind, exchange);
  }
  return kinds;
}

function isComplete(spans: readonly StoredSpan[], gateway: string, answersAlone: boolean): boolean {
  const own = new Set(spans.filter(({ service }) => service === gateway).map(({ spanId }) => spanId));
  // The client that began the trace sends no spans: the gateway's root has a parent that nobody has.
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const roots = spans.filter((span) => own.has(span.spanId) && !ids.has(span.parentSpanId));
  if (roots.length === 0) return false;
  return answersAlone || spans.some(({ parentSpanId }) => own.has(parentSpanId));
}
