import { join } from 'node:path';
import type { Config, OtlpTarget } from '../config/types';
import type { HealthReporter } from '../health/reporter';
import type { Log } from '../log/log';
import type { Recorder } from '../metrics/recorder';
import { systemClock } from './clock';
import { type Balance, type DropReason, Ledger, type Signal } from './ledger';
import { lazyTransport } from './lazy-transport';
import { Overflow } from './overflow';
import { Reachability } from './reachability';
import { Sender } from './sender';
import type { Capture, Parcel } from './parcel';
import type * as SpillModule from './spill';
import type { Transport } from './transport';

export type { Balance } from './ledger';
export type { Sender } from './sender';

/** The exporter of one signal. */
export interface Export<T> {
  readonly sender: Sender<T>;
  /** Counts an item that is given up before it gets to the queue. */
  readonly refuse: (reason: DropReason) => void;
  /** Where every item went so far. */
  readonly balance: () => Balance;
  /** Everything that waits, for somebody else to send; the queue takes nothing more. */
  readonly surrender: () => readonly Surrendered[];
  /** Writes to disk what still waits, if that is configured; then the queue takes nothing more. Does not wait. */
  readonly keep: () => void;
}

/** A batch that somebody else sends. */
export interface Surrendered {
  readonly parcel: Parcel;
  /** To be called once it is accepted. @param rejected items that were refused all the same */
  readonly accepted: (rejected: number) => void;
  /** To be called if it is not: it goes to disk, if that is configured. */
  readonly refused: () => void;
}

export interface ExportOptions<T> {
  readonly signal: Signal;
  readonly target: OtlpTarget;
  readonly queue: Config['queue'];
  /** Estimated bytes of an item in the queue. */
  readonly sizeOf: (item: T) => number;
  readonly spill: Config['spill'];
  /** Path of the signal's gRPC method. */
  readonly method: string;
  /** Makes the transport; called once the gateway has started. */
  readonly transport: (target: OtlpTarget | Capture) => Transport<T>;
  readonly recorder: Recorder;
  readonly health: HealthReporter;
  readonly log: Log;
}

/** Assembles queue, counts, health and transport for one signal. */
export function createExport<T>(options: ExportOptions<T>): Export<T> {
  const { signal, target, queue, recorder, health, log, method } = options;
  const ledger = new Ledger(signal, queue, recorder);
  const transport = lazyTransport(() => options.transport(target));
  const bodyOf = (items: readonly T[]): Uint8Array => {
    let body: Uint8Array | undefined;
    options.transport({ capture: (_method, bytes) => (body = bytes) }).send(items, () => undefined);
    if (body === undefined) throw new Error('the batch could not be encoded');
    return body;
  };
  const { dir, maxBytes } = options.spill;
  const spill =
    dir === undefined
      ? undefined
      : loadSpill().createSpill<T>({
          folder: join(dir, signal),
          maxBytes,
          bodyOf,
          target,
          method,
          signal,
          ledger,
          health,
          log,
          held: () => sender.isStrained,
        });
  recorder.gauge('export.spilled.bytes').observe({ signal }, () => spill?.bytes ?? 0);
  const sender: Sender<T> = new Sender<T>({
    ...queue,
    sizeOf: options.sizeOf,
    transport,
    ledger,
    reachability: new Reachability(signal, target.endpoint, health, log, systemClock),
    overflow: new Overflow(signal, health, log),
    spill,
    clock: systemClock,
    random: Math.random,
  });
  recorder.gauge('export.queue.bytes').observe({ signal }, () => sender.pendingBytes);
  recorder.gauge('export.circuit.open').observe({ signal }, () => (sender.isOpen ? 1 : 0));
  // After the gateway's own modules have loaded and before its first batch, in a turn of its own.
  setImmediate(() => {
    transport.warm();
    spill?.open();
  }).unref();
  const refuse = (reason: DropReason): void => {
    ledger.end();
    ledger.drop(reason, 1);
  };
  const parcelOf = (items: readonly T[]): Surrendered[] => {
    const parcel: Parcel = { target, method, bytes: bodyOf(items) };
    return [
      {
        parcel,
        accepted: (rejected) => {
          const refused = Math.min(rejected, items.length);
          ledger.export(items.length - refused);
          ledger.drop('export_failed', refused);
        },
        refused: () => void spill?.keep(items),
      },
    ];
  };
  const surrender = () => sender.surrender().flatMap(parcelOf);
  const keep = (): void => {
    if (spill !== undefined) sender.keepAll();
  };
  return { sender, refuse, balance: () => ledger.balance, surrender, keep };
}

function loadSpill(): typeof SpillModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most gateways do without
  return require('./spill') as typeof SpillModule;
}
