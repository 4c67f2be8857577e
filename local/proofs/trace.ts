import { randomBytes } from 'node:crypto';
import type { Probe } from '../../examples/frame';
import { queryLogs } from '../clients/loki';
import { spansOfTrace } from '../clients/tempo';
import type { RunningStack } from '../running-stack';
import { eventually } from './eventually';

/** Sends one request that its caller has sampled, and returns the trace id that the gateway answered with. */
export async function sendTracedRequest(gatewayUrl: string, { path, headers = {} }: Probe): Promise<string> {
  const response = await fetch(`${gatewayUrl}${path}`, {
    headers: { ...headers, traceparent: `00-${hex(16)}-${hex(8)}-01` },
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
 * The trace is in Tempo, with a gateway span and, below it, a span of each service that the probe goes through.
 * @throws Error with what was found instead
 */
export async function proveTrace(stack: RunningStack, traceId: string, timeoutMs: number): Promise<string> {
  const { gateway } = stack.services;
  const { through } = stack.example.probe;
  let seen = 'nothing';
  const spans = await eventually(
    async () => {
      const found = await spansOfTrace(stack.endpoints.tempo, traceId);
      seen = found.map(({ service, name }) => `${service}: ${name}`).join(', ') || 'nothing';
      const services = new Set(found.map(({ service }) => service));
      return [gateway, ...through].every((service) => services.has(service)) ? found : undefined;
    },
    { what: `trace ${traceId} in Tempo`, timeoutMs },
  ).catch((error: Error) => {
    throw new Error(`${error.message}; found: ${seen}`);
  });
  const ids = new Map(spans.map((span) => [span.spanId, span]));
  for (const upstream of through) {
    const upstreamSpan = spans.find(({ service }) => service === upstream);
    let parent = ids.get(upstreamSpan?.parentSpanId ?? '');
    while (parent !== undefined && parent.service !== gateway) parent = ids.get(parent.parentSpanId);
    if (parent === undefined)
      throw new Error(`trace ${traceId}: the span of ${upstream} has no gateway span above it`);
  }
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
