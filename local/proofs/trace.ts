import { randomBytes } from 'node:crypto';
import { queryLogs } from '../clients/loki';
import { spansOfTrace } from '../clients/tempo';
import type { RunningStack } from '../running-stack';
import { eventually } from './eventually';

/** Sends one request that its caller has sampled, and returns the trace id that the gateway answered with. */
export async function sendTracedRequest(gatewayUrl: string, path: string): Promise<string> {
  const response = await fetch(`${gatewayUrl}${path}`, {
    headers: { traceparent: `00-${hex(16)}-${hex(8)}-01` },
    signal: AbortSignal.timeout(10_000),
  });
  await response.arrayBuffer();
  const traceId = response.headers.get('x-trace-id');
  if (traceId === null) throw new Error(`GET ${path}: the answer has no x-trace-id header`);
  return traceId;
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

/**
 * The trace is in Tempo, with a gateway span and, below it, an upstream span.
 * @throws Error with what was found instead
 */
export async function proveTrace(stack: RunningStack, traceId: string, timeoutMs: number): Promise<string> {
  const { gateway, upstream } = stack.services;
  let seen = 'nothing';
  const spans = await eventually(
    async () => {
      const found = await spansOfTrace(stack.endpoints.tempo, traceId);
      seen = found.map(({ service, name }) => `${service}: ${name}`).join(', ') || 'nothing';
      const services = new Set(found.map(({ service }) => service));
      return services.has(gateway) && services.has(upstream) ? found : undefined;
    },
    { what: `trace ${traceId} in Tempo`, timeoutMs },
  ).catch((error: Error) => {
    throw new Error(`${error.message}; found: ${seen}`);
  });
  const upstreamSpan = spans.find(({ service }) => service === upstream);
  const ids = new Map(spans.map((span) => [span.spanId, span]));
  let parent = ids.get(upstreamSpan?.parentSpanId ?? '');
  while (parent !== undefined && parent.service !== gateway) parent = ids.get(parent.parentSpanId);
  if (parent === undefined)
    throw new Error(`trace ${traceId}: the upstream span has no gateway span above it`);
  return `trace ${traceId}: ${spans.length} spans, ${seen}`;
}

/**
 * A log line of the gateway with this trace id is in Loki.
 * @throws Error if none arrives in time
 */
export async function proveLogs(stack: RunningStack, traceId: string, timeoutMs: number): Promise<string> {
  const query = `{service_name="${stack.services.gateway}"} | trace_id="${traceId}"`;
  const lines = await eventually(
    async () => {
      const found = await queryLogs(stack.endpoints.loki, query);
      return found.length > 0 ? found : undefined;
    },
    { what: `a log line for ${query}`, timeoutMs },
  );
  return `${lines.length} line(s) for trace ${traceId}: ${lines[0]?.line.slice(0, 80) ?? ''}`;
}
