import { type HostPort, splitHostPort } from '../../model/address';
import { inHours } from '../../model/duration';

/** What Tempo takes from the stack configuration. */
export interface TempoSettings {
  /** How long traces are kept, e.g. `7d`. */
  readonly retention: string;
}

/** Where Tempo listens. */
export interface TempoAddresses {
  /** Query API, `/ready`, `/metrics`. */
  readonly http: HostPort;
  /** Between Tempo's own parts. */
  readonly grpc: HostPort;
  readonly otlpGrpc: HostPort;
  readonly otlpHttp: HostPort;
}

/** Tempo's configuration file as data: the schema of Tempo 1.5. */
export type TempoConfig = Readonly<Record<string, unknown>>;

/** Path that answers 200 once Tempo takes and answers requests. */
export const TEMPO_READY_PATH = '/ready';

/**
 * Seconds that Tempo takes to stop after SIGTERM: it holds its receivers open for 30 s for requests in flight, with no
 * setting to change that. What it had accepted is on disk before.
 */
export const TEMPO_STOP_SECONDS = 35;

/** A trace is written to the current block once it had no new span for this long; from then on it can be searched. */
const TRACE_IDLE = '5s';

/**
 * Tempo as one process (`target: all`) that keeps traces on its own disk.
 *
 * The rings live in memory and advertise the loopback address: with one process there is nobody to gossip with, and
 * no network interface has to be guessed.
 */
export function tempoConfig(
  settings: TempoSettings,
  addresses: TempoAddresses,
  dataDir: string,
): TempoConfig {
  const http = splitHostPort(addresses.http);
  const grpc = splitHostPort(addresses.grpc);
  const ring = { kvstore: { store: 'inmemory' }, instance_addr: LOOPBACK };
  return {
    target: 'all',
    search_enabled: true,
    usage_report: { reporting_enabled: false },
    server: {
      http_listen_address: http.host,
      http_listen_port: http.port,
      grpc_listen_address: grpc.host,
      grpc_listen_port: grpc.port,
      log_format: 'json',
    },
    distributor: {
      ring,
      receivers: {
        otlp: {
          protocols: {
            grpc: { endpoint: addresses.otlpGrpc },
            http: { endpoint: addresses.otlpHttp },
          },
        },
      },
    },
    ingester: {
      trace_idle_period: TRACE_IDLE,
      lifecycler: {
        address: LOOPBACK,
        ring: { kvstore: { store: 'inmemory' }, replication_factor: 1 },
        final_sleep: '0s',
        // There is no peer that has to learn of this ingester before requests may come.
        min_ready_duration: '0s',
      },
    },
    // Without a ring the only compactor takes all blocks; with one it would first wait a minute for peers.
    compactor: {
      ring: { kvstore: { store: '' } },
      compaction: { block_retention: inHours(settings.retention) },
    },
    querier: { frontend_worker: { frontend_address: `${LOOPBACK}:${grpc.port}` } },
    storage: {
      trace: {
        backend: 'local',
        local: { path: `${dataDir}/blocks` },
        wal: { path: `${dataDir}/wal` },
      },
    },
  };
}

const LOOPBACK = '127.0.0.1';

/** Command-line flags of Tempo. */
export function tempoArgs(files: { readonly config: string }): string[] {
  return [`-config.file=${files.config}`];
}
