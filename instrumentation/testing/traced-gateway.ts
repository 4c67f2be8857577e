import { type Gateway, startGateway } from './gateway';

/** Starts `gateways/traced.cjs` so that it sends its spans to the endpoint given, 50 ms after they end at the latest. */
export function startTracedGateway(
  endpoint: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Gateway> {
  return startGateway('traced.cjs', {
    env: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_SERVICE_NAME: 'gateway',
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '50',
      ...env,
    },
  });
}

/** Where the spans of a gateway are, by its own metrics. */
export interface ExportCounts {
  readonly ended: number;
  readonly exported: number;
  readonly queued: number;
  readonly queueFull: number;
  readonly exportFailed: number;
}

/** Reads the export metrics of a gateway's traces. */
export async function exportCounts({ metrics }: Gateway): Promise<ExportCounts> {
  const samples = await metrics();
  const sum = (name: string, labels = {}) =>
    samples.sum(`gatewatch_export_${name}`, { signal: 'traces', ...labels });
  return {
    ended: sum('ended_total'),
    exported: sum('exported_total'),
    queued: sum('queue_size'),
    queueFull: sum('dropped_total', { reason: 'queue_full' }),
    exportFailed: sum('dropped_total', { reason: 'export_failed' }),
  };
}

/** Counts of a gateway that has delivered everything. */
export function allDelivered(spans: number): ExportCounts {
  return { ended: spans, exported: spans, queued: 0, queueFull: 0, exportFailed: 0 };
}
