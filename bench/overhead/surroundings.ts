import { freePort, startOtelcol } from '../../instrumentation/testing/otelcol';
import { ensureTools, type ToolEvent } from '../../tools';
import { showProgress } from '../../tools/progress/listr';
import type { Surroundings } from './measure';
import { startServer } from './process';
import { BARE } from './variants';

/**
 * Runs `work` with everything that servers under measurement talk to: an upstream, a real collector that takes what it
 * is sent over OTLP/gRPC, and what dd-trace takes for its agent. All of it has ended when this resolves.
 */
export async function inSurroundings<T>(
  options: Pick<Surroundings, 'node' | 'report'>,
  work: (around: Surroundings) => Promise<T>,
): Promise<T> {
  const build = (onEvent: (event: ToolEvent) => void) => ensureTools(['otelcol'], { onEvent });
  const { otelcol } = await showProgress(['otelcol'], build, { live: process.stderr.isTTY });
  const port = await freePort();
  const running: { stop(): Promise<void> }[] = [];
  try {
    running.push(await startOtelcol({ binary: otelcol, protocol: 'grpc', port }));
    const upstream = await startServer('upstream.cjs', BARE, { env: {} });
    running.push(upstream);
    const agent = await startServer('datadog-agent.cjs', BARE, { env: {} });
    running.push(agent);
    const env = {
      UPSTREAM_PORT: String(upstream.port),
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      DD_TRACE_AGENT_URL: `http://127.0.0.1:${agent.port}`,
    };
    return await work({ ...options, env });
  } finally {
    await Promise.all(running.map((one) => one.stop()));
  }
}
