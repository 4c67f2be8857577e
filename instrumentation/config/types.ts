import type { Preset } from '../contract';
import type { RedactionOptions } from '../redaction/redactor';
import type { HookName } from './hooks';
import type { LibraryWord } from './libraries';
import type { OtlpCompression, OtlpProtocol } from './otlp-variables';
import type { RouteTemplate } from './routes';
import type { TracesExporter } from './traces-exporter';
import type { TracingConfig } from './tracing';

/** Paths of PEM files; undefined where the built-in roots, or no client certificate, are meant. */
export interface TlsFiles {
  readonly certificate: string | undefined;
  readonly clientKey: string | undefined;
  readonly clientCertificate: string | undefined;
}

/** An OTLP receiver and how to call it. */
export interface OtlpTarget {
  readonly protocol: OtlpProtocol;
  /** gRPC: base URL with scheme and port, e.g. `http://localhost:4317`; HTTP: URL of the signal, path included. */
  readonly endpoint: string;
  /** Sent with every export call; values are secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Longest duration of one export call. */
  readonly timeoutMs: number;
  readonly compression: OtlpCompression;
  /** Only for `https://` endpoints. */
  readonly tls: TlsFiles;
}

/** Paths of the PEM files that make the admin port speak TLS. */
export interface AdminTls {
  readonly certificate: string;
  readonly key: string;
  /** Roots of client certificates, each of which stands for the token. */
  readonly clientCa: string | undefined;
}

/** Effective configuration of the preload. Every field has a value: bad input has already fallen back. */
export interface Config {
  /** False: the preload stands aside and does nothing at all. */
  readonly enabled: boolean;
  readonly serviceName: string;
  readonly serviceVersion: string | undefined;
  /** Where the gateway runs, e.g. `production`; `development` unless something says otherwise. */
  readonly environment: string;
  /** Resource attributes of traces and logs, `service.name` included. */
  readonly resource: Readonly<Record<string, string>>;
  readonly preset: Preset;
  /** Hooks that are not installed. */
  readonly disabledHooks: readonly HookName[];
  /** Routes of a gateway whose framework states none. */
  readonly routes: readonly RouteTemplate[];
  readonly metrics: {
    readonly enabled: boolean;
    /** Milliseconds between two pushes. */
    readonly everyMs: number;
    /** Hours after which a series that is not used is dropped; 0 for never. */
    readonly seriesIdleHours: number;
    /** Where they are pushed over OTLP as well; undefined: nowhere. */
    readonly otlp: OtlpTarget | undefined;
  };
  readonly admin: {
    readonly host: string;
    readonly port: number | 'none';
    /** Path of a Unix socket that takes the place of host and port. */
    readonly socket: string | undefined;
    /** Secret that guarded paths ask for; undefined for none, or for one in a file. */
    readonly token: string | undefined;
    readonly tokenFile: string | undefined;
    /** Ask for the token at `/metrics` too. */
    readonly protectMetrics: boolean;
    /** Offer more than `/metrics` and `/health`. */
    readonly control: boolean;
    /** Offer what is for a look at a gateway in trouble. */
    readonly debug: boolean;
    readonly tls: AdminTls | undefined;
    /** Path of the gateway's own servers below which they have the admin paths too, without a slash at its end. */
    readonly pathPrefix: string | undefined;
    /** Serve the paths that the preset names on the gateway's own servers. */
    readonly presetEndpoints: boolean;
  };
  /** The server for alert operations; without a URL there is none. */
  readonly alerts: {
    /** Base URL, without a slash at its end. */
    readonly url: string | undefined;
    readonly token: string | undefined;
    readonly tokenFile: string | undefined;
  };
  /** Workers of `node:cluster`. */
  readonly cluster: {
    /** Metrics of all workers on one admin port. */
    readonly enabled: boolean;
    /** Folder of the socket over which workers tell them; undefined for one below the system's temporary folder. */
    readonly folder: string | undefined;
  };
  /** Where traces go. */
  readonly otlp: OtlpTarget;
  readonly traces: TracingConfig & {
    /** False: there are no exporters. */
    readonly enabled: boolean;
    readonly exporters: readonly TracesExporter[];
    /** Name of a response header that carries the trace id, or undefined for none. */
    readonly responseHeader: string | undefined;
  };
  /** Libraries whose calls are traced. */
  readonly libraries: readonly LibraryWord[];
  /** Secret that ids of users are hashed with; undefined for a hash without one. */
  readonly userIdKey: string | undefined;
  /** What must not leave the process. */
  readonly redaction: RedactionOptions;
  readonly logs: {
    /** Add trace_id, span_id and trace_flags to log lines. */
    readonly correlate: boolean;
    /** Level that the gateway's loggers are set to, as far as its environment tells. */
    readonly level: string;
    /** Send log records over OTLP as well. */
    readonly export: boolean;
    /** Most log records that are sent per second; what comes on top is dropped and counted. */
    readonly exportRate: number;
    /** Where log records go. */
    readonly otlp: OtlpTarget;
  };
  readonly queue: {
    /** Most items that wait for export, for each signal. */
    readonly capacity: number;
    /** Most estimated bytes of those items. */
    readonly capacityBytes: number;
    /** Most items of one export call. */
    readonly batchSize: number;
    /** Longest time that an item waits for its batch to fill. */
    readonly delayMs: number;
  };
  /** Disk behind those queues. */
  readonly spill: {
    /** Folder of the files; undefined: nothing goes to disk. */
    readonly dir: string | undefined;
    /** Most bytes of them, for each signal. */
    readonly maxBytes: number;
  };
  readonly shutdown: {
    /** Time for open requests to end and for the last flush, from the signal on. */
    readonly deadlineMs: number;
  };
}

/** One mistake in the configuration: which variable, what it held, what is allowed, and what was used instead. */
export interface ConfigProblem {
  readonly variable: string;
  readonly value: string;
  readonly message: string;
}
