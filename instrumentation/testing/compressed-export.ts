import { performance } from 'node:perf_hooks';
import type { Clock } from '../export/clock';
import { lazyTransport } from '../export/lazy-transport';
import { type Balance, Ledger } from '../export/ledger';
import { otlpTraces } from '../export/otlp-traces';
import { Overflow } from '../export/overflow';
import { Reachability } from '../export/reachability';
import { Sender } from '../export/sender';
import { spanSize } from '../export/span-size';
import { silentRecorder } from '../export/testing/fakes';
import { endedSpans, target } from '../export/testing/transport-under-test';
import type { HealthReporter } from '../health/reporter';
import type { Log } from '../log/log';

/** The export of a gateway whose time runs faster than that of the world. */
export interface CompressedExport {
  /** Ends so many new spans. */
  offer(spans: number): void;
  flush(): Promise<void>;
  close(): Promise<void>;
  readonly balance: () => Balance;
  /** Estimated bytes in the queue. */
  readonly queuedBytes: () => number;
  /** Lines that it has logged. */
  readonly lines: readonly string[];
  /** Export calls so far. */
  readonly calls: () => number;
}

export interface CompressedOptions {
  readonly endpoint: string;
  /** Seconds of the export in one second of the world. */
  readonly speed: number;
  readonly capacity: number;
  readonly capacityBytes: number;
}

/** Queue, circuit and the real transport under a clock that runs faster: minutes of an outage take seconds. */
export function compressedExport(options: CompressedOptions): CompressedExport {
  const { endpoint, speed, capacity, capacityBytes } = options;
  const lines: string[] = [];
  const log: Log = { info: (line) => lines.push(line), warn: (line) => lines.push(line) };
  const health: HealthReporter = { report: () => undefined };
  const clock: Clock = {
    now: () => performance.now() * speed,
    unixSeconds: () => Date.now() / 1000,
    after(ms, run) {
      const timer = setTimeout(run, ms / speed);
      return () => clearTimeout(timer);
    },
  };
  const ledger = new Ledger('traces', { capacity, capacityBytes }, silentRecorder());
  let calls = 0;
  const transport = lazyTransport(() => {
    const real = otlpTraces(target({ protocol: 'grpc', endpoint }));
    return {
      ...real,
      send: (...call: Parameters<typeof real.send>) => {
        calls += 1;
        real.send(...call);
      },
    };
  });
  const sender = new Sender({
    capacity,
    capacityBytes,
    batchSize: 512,
    delayMs: 1000,
    sizeOf: spanSize,
    transport,
    ledger,
    reachability: new Reachability('traces', endpoint, health, log, clock),
    overflow: new Overflow('traces', health, log),
    clock,
    random: Math.random,
  });
  return {
    offer: (spans) => endedSpans(spans).forEach((span) => sender.offer(span)),
    flush: () => sender.flush(60_000 * speed),
    close: () => sender.shutdown(1),
    balance: () => ledger.balance,
    queuedBytes: () => sender.pendingBytes,
    lines,
    calls: () => calls,
  };
}
