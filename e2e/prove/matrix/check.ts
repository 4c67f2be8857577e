import type { ReceivedSpan } from '../../../instrumentation/testing/otlp-decode';
import type { Samples } from '../../../instrumentation/testing/metrics-text';

/** What is looked at in each cell. */
export const CHECKS = ['route', 'parent', 'header', 'status', 'abort'] as const;
export type Check = (typeof CHECKS)[number];

/** Everything that is known about one gateway after its requests. */
export interface Evidence {
  readonly name: string;
  /** Trace and span of the caller. */
  readonly traceId: string;
  readonly callerId: string;
  /** `traceparent` that the upstream got. */
  readonly outgoing: string | undefined;
  readonly spans: readonly ReceivedSpan[];
  readonly samples: Samples;
}

const SERVER = 2;
const CLIENT = 3;

/** Checks that failed; none if all is as it should be. */
export function failedChecks({ name, traceId, callerId, outgoing, spans, samples }: Evidence): Check[] {
  const count = (route: string, labels: Readonly<Record<string, string>>) =>
    samples.sum('http_server_requests_total', { http_route: `/${name}/${route}/:id`, ...labels });
  const own = spans.filter((span) => span.traceId === traceId);
  const server = own.find(({ kind }) => kind === SERVER);
  const client = own.find(({ kind }) => kind === CLIENT);
  const passed: Record<Check, boolean> = {
    route:
      count('orders', { http_response_status_code: '200', outcome: 'ok' }) === 1 &&
      server?.name === `GET /${name}/orders/:id`,
    parent: server?.parentSpanId === callerId && client?.parentSpanId === server.spanId && own.length === 2,
    header: client !== undefined && outgoing === `00-${traceId}-${client.spanId}-01`,
    status: count('boom', { outcome: 'server_error' }) === 1,
    abort: count('hold', { outcome: 'client_aborted' }) === 1,
  };
  return CHECKS.filter((check) => !passed[check]);
}
