import type { OtlpTarget } from '../../config/types';
import type { HealthReporter } from '../../health/reporter';
import type { Log } from '../../log/log';
import { systemClock } from '../clock';
import { encodedSignal } from '../encoded';
import { lazyTransport } from '../lazy-transport';
import type { Ledger, Signal } from '../ledger';
import { otlpTransport } from '../otlp-transport';
import type { Overspill } from '../overspill';
import { systemDisk } from './disk';
import { Estate } from './estate';
import { thisOwner } from './owner';
import { Spill } from './spill';
import { SpillState } from './spill-state';

export interface CreateSpillOptions<T> {
  /** Folder of the signal; the processes that share it have one each in it. */
  readonly folder: string;
  /** Most bytes that this process keeps there. */
  readonly maxBytes: number;
  /** Request body of a batch. Throws if it cannot be encoded. */
  readonly bodyOf: (items: readonly T[]) => Uint8Array;
  readonly target: OtlpTarget;
  /** Path of the signal's gRPC method. */
  readonly method: string;
  readonly signal: Signal;
  readonly ledger: Ledger;
  readonly health: HealthReporter;
  readonly log: Log;
  /** True while the queue has trouble to get rid of what it holds. */
  readonly held: () => boolean;
}

/** Disk behind the queue of one signal. */
export interface DiskSpill<T> extends Overspill<T> {
  /** Takes over what earlier processes have left, and sends it. */
  open(): void;
  /** Bytes on disk. */
  readonly bytes: number;
}

/** Assembles the spill of one signal; nothing is touched before `open` or the first batch. */
export function createSpill<T>(options: CreateSpillOptions<T>): DiskSpill<T> {
  const { folder, signal, ledger, target, method, bodyOf } = options;
  const spill = new Spill({
    maxBytes: options.maxBytes,
    disk: systemDisk,
    estate: new Estate(folder, thisOwner()),
    state: new SpillState(signal, folder, options.health, options.log),
    transport: lazyTransport(() => otlpTransport(target, encodedSignal(method))),
    ledger,
    clock: systemClock,
    random: Math.random,
    held: options.held,
  });
  return {
    open: () => void spill.look(),
    get takes() {
      return spill.takes;
    },
    get bytes() {
      return spill.bytes;
    },
    put(items) {
      let body: Uint8Array;
      try {
        body = bodyOf(items);
      } catch {
        // As with a batch that cannot be encoded for a call.
        return ledger.drop('export_failed', items.length);
      }
      spill.put({ items: items.length, body });
    },
    keep(items) {
      try {
        return spill.keep({ items: items.length, body: bodyOf(items) });
      } catch {
        return false;
      }
    },
    resume: () => spill.resume(),
    close: () => spill.close(),
  };
}
