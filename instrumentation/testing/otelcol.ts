import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accepts } from './accepts';
import { until } from './until';

/** PEM files of a receiver; with `clientCa` it takes only clients that show a certificate which that root signed. */
export interface OtelcolTls {
  readonly cert: string;
  readonly key: string;
  readonly clientCa?: string;
}

export interface OtelcolOptions {
  /** Path of the binary. */
  readonly binary: string;
  readonly protocol: 'grpc' | 'http';
  /** Port of its receiver. */
  readonly port: number;
  readonly tls?: OtelcolTls;
  /** Where it hands on what it takes, an OTLP/gRPC `host:port`; without one what it takes ends there. */
  readonly sink?: string;
  /** Port of a page with the metrics that it takes; without it, it takes none. */
  readonly metricsPort?: number;
}

/** A real collector that answers a call only once its sink has: what it has accepted survives its own end. */
export interface Otelcol {
  /** Ends it and waits until it has ended. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a real collector on 127.0.0.1 and waits until it listens. */
export async function startOtelcol(options: OtelcolOptions): Promise<Otelcol> {
  const folder = mkdtempSync(join(tmpdir(), 'gatewatch-otelcol-'));
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify(config(options)));
  const child = spawn(options.binary, ['--config', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    if (isRunning(child)) child.kill(signal);
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until('the collector listens', () => {
      if (!isRunning(child)) throw new Error(`otelcol ended with ${child.exitCode}: ${output}`);
      return accepts(options.port);
    });
  } catch (error) {
    await stop('SIGKILL');
    throw error;
  }
  return { stop };
}

function config({ protocol, port, tls, sink, metricsPort }: OtelcolOptions): unknown {
  const server = tls && { cert_file: tls.cert, key_file: tls.key, client_ca_file: tls.clientCa };
  const receiver = { endpoint: `127.0.0.1:${port}`, ...(server === undefined ? {} : { tls: server }) };
  const exporters = sink === undefined ? LAST : handOnTo(sink);
  const page = metricsPort === undefined ? {} : { prometheus: { endpoint: `127.0.0.1:${metricsPort}` } };
  return {
    receivers: { otlp: { protocols: { [protocol]: receiver } } },
    exporters: { ...exporters, ...page },
    service: {
      telemetry: { metrics: { level: 'none' } },
      pipelines: {
        traces: { receivers: ['otlp'], exporters: Object.keys(exporters) },
        ...(metricsPort === undefined
          ? {}
          : { metrics: { receivers: ['otlp'], exporters: Object.keys(page) } }),
      },
    },
  };
}

/** Takes everything and says next to nothing about it. */
const LAST = { debug: { sampling_initial: 1, sampling_thereafter: 1_000_000 } };

function handOnTo(endpoint: string): Readonly<Record<string, unknown>> {
  return {
    otlp_grpc: {
      endpoint,
      tls: { insecure: true },
      sending_queue: { enabled: false },
      retry_on_failure: { enabled: false },
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
