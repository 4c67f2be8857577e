import { type HostPort, splitHostPort } from '../../model/address';
import { inHours } from '../../model/duration';

/** What Loki takes from the stack configuration. */
export interface LokiSettings {
  /** How long log records are kept, e.g. `7d`; at least a day. */
  readonly retention: string;
}

/** Where Loki listens. */
export interface LokiAddresses {
  /** Query and OTLP intake API, `/ready`, `/metrics`. */
  readonly http: HostPort;
  /** Between Loki's own parts. */
  readonly grpc: HostPort;
}

/** Loki's configuration file as data: the schema of Loki 3.7. */
export type LokiConfig = Readonly<Record<string, unknown>>;

/** Path that answers 200 once Loki takes and answers requests. */
export const LOKI_READY_PATH = '/ready';

/**
 * Resource attributes that become index labels. Few and of few values: each combination is a stream. Everything else,
 * trace ids included, is structured metadata and can be filtered on without being indexed. The preload states `job`
 * where its preset names one, for queries that go by it.
 */
const INDEX_LABELS = ['service.name', 'service.namespace', 'deployment.environment.name', 'job'];

/** First day of the index schema; any date before the first log record. */
const SCHEMA_FROM = '2024-01-01';

/**
 * Loki as one process (`target: all`) that keeps chunks and index on its own disk.
 * The ring lives in memory and advertises the loopback address, as there is no second process.
 */
export function lokiConfig(settings: LokiSettings, addresses: LokiAddresses, dataDir: string): LokiConfig {
  const http = splitHostPort(addresses.http);
  const grpc = splitHostPort(addresses.grpc);
  return {
    target: 'all',
    auth_enabled: false,
    analytics: { reporting_enabled: false },
    server: {
      http_listen_address: http.host,
      http_listen_port: http.port,
      grpc_listen_address: grpc.host,
      grpc_listen_port: grpc.port,
      log_format: 'json',
    },
    common: {
      path_prefix: dataDir,
      instance_addr: LOOPBACK,
      replication_factor: 1,
      ring: { kvstore: { store: 'inmemory' }, instance_addr: LOOPBACK },
      storage: {
        filesystem: { chunks_directory: `${dataDir}/chunks`, rules_directory: `${dataDir}/rules` },
      },
    },
    // There is no peer that has to learn of this ingester before requests may come.
    ingester: { lifecycler: { min_ready_duration: '0s' } },
    // Loki would otherwise look for a network interface and, failing that, for a frontend at its default port.
    frontend: { address: LOOPBACK },
    frontend_worker: { frontend_address: `${LOOPBACK}:${grpc.port}` },
    schema_config: {
      configs: [
        {
          from: SCHEMA_FROM,
          store: 'tsdb',
          object_store: 'filesystem',
          schema: 'v13',
          index: { prefix: 'index_', period: '24h' },
        },
      ],
    },
    limits_config: {
      allow_structured_metadata: true,
      otlp_config: {
        resource_attributes: {
          ignore_defaults: true,
          attributes_config: [{ action: 'index_label', attributes: INDEX_LABELS }],
        },
      },
      retention_period: inHours(settings.retention),
      reject_old_samples_max_age: inHours(settings.retention),
      // Queries of a board's log panels and of trace-to-log links span hours, not months.
      max_query_length: inHours(settings.retention),
    },
    compactor: {
      working_directory: `${dataDir}/compactor`,
      retention_enabled: true,
      delete_request_store: 'filesystem',
    },
  };
}

const LOOPBACK = '127.0.0.1';

/** Command-line flags of Loki. */
export function lokiArgs(files: { readonly config: string }): string[] {
  return [`-config.file=${files.config}`];
}
