import { ask } from '../../instrumentation/testing/ask';
import { DROP_REASONS } from '../../instrumentation/contract';
import { certificates } from '../../instrumentation/testing/certificates';
import { type Gateway, startGateway, stopGateways } from '../../instrumentation/testing/gateway';
import { type Otelcol, type OtelcolOptions, startOtelcol } from '../../instrumentation/testing/otelcol';
import { type OtlpReceiver, startOtlpReceiver } from '../../instrumentation/testing/otlp-receiver';
import { until } from '../../instrumentation/testing/until';
import { locateTool } from '../../tools';
import { type ExportRow, exportTable, imbalance, uniqueOf } from './export-table';

/** No drop, for each reason. */
export const NOTHING_DROPPED = Object.fromEntries(DROP_REASONS.map((reason) => [reason, 0]));

/** Gateway -> real collector -> a sink in the test's own process, which outlives every collector. */
export class ExportRig {
  readonly certs = certificates();
  private readonly rows: ExportRow[] = [];
  private readonly collectors = new Set<Otelcol>();
  private receiver: OtlpReceiver | undefined;

  /** Starts the sink. */
  async start(): Promise<void> {
    this.receiver = await startOtlpReceiver();
  }

  /** Ends every process of the case. */
  async stop(): Promise<void> {
    await stopGateways();
    await Promise.all([...this.collectors].map((collector) => collector.stop('SIGKILL')));
    this.collectors.clear();
    await this.receiver?.stop();
  }

  /** Prints the table of all cases. */
  finish(): void {
    this.certs.remove();
    process.stdout.write(`\n${exportTable(this.rows)}\n`);
  }

  get sink(): OtlpReceiver {
    if (this.receiver === undefined) throw new Error('the rig has not been started');
    return this.receiver;
  }

  /** A real collector on the port that hands everything on to the sink. */
  async collector(port: number, options: Partial<OtelcolOptions> = {}): Promise<Otelcol> {
    const collector = await startOtelcol({
      binary: locateTool('otelcol'),
      protocol: 'grpc',
      port,
      sink: `127.0.0.1:${this.sink.port}`,
      ...options,
    });
    this.collectors.add(collector);
    return {
      stop: (signal) => {
        this.collectors.delete(collector);
        return collector.stop(signal);
      },
    };
  }

  /** Waits until the gateway's queue is empty, then adds the case to the table. */
  async settled(name: string, gateway: Gateway, note?: string): Promise<ExportRow> {
    const counts = await until(`${name}: the queue is empty`, async () => {
      const now = await counted(gateway);
      return now.ended > 0 && now.queued === 0 && now.spilled === 0 && now;
    });
    return this.record({ name, ...counts, ...(note === undefined ? {} : { note }) });
  }

  /** Adds a case to the table, with what the sink has; fails if it does not add up. */
  record(counts: Omit<ExportRow, 'received' | 'duplicates'>): ExportRow {
    const row = { ...counts, ...uniqueOf(this.sink.spans) };
    this.rows.push(row);
    expect({ case: row.name, problems: imbalance(row) }).toEqual({ case: row.name, problems: [] });
    return row;
  }
}

/** A gateway that sends its spans to the endpoint given, 50 ms after they end at the latest. */
export function gatewayTo(endpoint: string, env: Readonly<Record<string, string>> = {}): Promise<Gateway> {
  return startGateway('bursting.cjs', {
    env: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '50',
      ...env,
    },
  });
}

/** Requests from `clients` at once, a span each; ends early when the gateway takes no more. Resolves to the answered ones. */
export async function load(url: string, requests: number, clients = 10): Promise<number> {
  const { answered, done } = ask(url, clients, requests);
  await done;
  return answered();
}

type Counted = 'ended' | 'exported' | 'queued' | 'spilled' | 'recovered' | 'dropped';

/** Where the spans of a gateway are, by its own metrics. */
export async function counted(gateway: Gateway): Promise<Required<Pick<ExportRow, Counted>>> {
  const samples = await gateway.metrics();
  const sum = (name: string, labels = {}): number =>
    samples.sum(`gatewatch_export_${name}`, { signal: 'traces', ...labels });
  return {
    ended: sum('ended_total'),
    exported: sum('exported_total'),
    queued: sum('queue_size'),
    spilled: sum('spilled'),
    recovered: sum('recovered_total'),
    dropped: Object.fromEntries(DROP_REASONS.map((reason) => [reason, sum('dropped_total', { reason })])),
  };
}
