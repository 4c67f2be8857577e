import type { Clock } from '../clock';
import type { Ledger } from '../ledger';
import { Timer } from '../timer';
import type { Transport } from '../transport';
import type { Disk } from './disk';
import { type Estate, LOOK_EVERY_MS } from './estate';
import { fileName } from './file-name';
import { encodeRecord, type SpillRecord } from './record';
import { Replay } from './replay';
import { type Entry, Shelf } from './shelf';
import type { SpillState } from './spill-state';

/** Most bytes that wait to be written: some batches; a disk that is slower than that loses to the queue's own bound. */
export const MAX_UNWRITTEN_BYTES = 8 * 1024 * 1024;
/** After a write that failed the disk is left alone for so long. */
export const FAILED_FOR_MS = 10_000;

export interface SpillOptions {
  /** Most bytes on disk. */
  readonly maxBytes: number;
  readonly disk: Disk;
  readonly estate: Estate;
  readonly state: SpillState;
  /** Carries bodies that are encoded already. */
  readonly transport: Transport<Uint8Array>;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: () => number;
  /** True while the queue itself has trouble to get rid of what it holds. */
  readonly held: () => boolean;
}

interface Unwritten {
  readonly entry: Entry;
  readonly file: Buffer;
}

/**
 * Batches of one signal on disk. One writer, in order; what is written counts as spilled until it is sent, dropped, or
 * the process ends, after which the next one counts it as recovered.
 */
export class Spill {
  private readonly shelf: Shelf;
  private readonly replay: Replay;
  private readonly looking: Timer;
  private readonly unwritten: Unwritten[] = [];
  private unwrittenBytes = 0;
  private writing = false;
  private failedUntil = -Infinity;
  private counter = 0;
  private closed = false;

  constructor(private readonly options: SpillOptions) {
    const { ledger, clock, random, held, transport, disk } = options;
    this.shelf = new Shelf(options.maxBytes);
    this.looking = new Timer(clock);
    const read = (entry: Entry): Promise<Buffer> => disk.read(entry);
    const discard = (entry: Entry): Promise<void> => this.discard(entry);
    this.replay = new Replay({ shelf: this.shelf, transport, ledger, clock, random, held, read, discard });
  }

  /** False while nothing can be written, or too much waits to be. */
  get takes(): boolean {
    const { clock } = this.options;
    return !this.closed && this.unwrittenBytes < MAX_UNWRITTEN_BYTES && clock.now() >= this.failedUntil;
  }

  /** Bytes on disk. */
  get bytes(): number {
    return this.shelf.bytes;
  }

  /** Takes over what dead processes have left, now and again and again. Never rejects. */
  async look(): Promise<void> {
    const { estate, ledger, clock, disk } = this.options;
    const nowMs = clock.unixSeconds() * 1000;
    try {
      // A folder that cannot be written shows at the start, and not when it is needed.
      await disk.prepare(estate.own);
      await estate.touch(nowMs);
      const { entries, torn } = await estate.adopt(nowMs);
      // What was adopted while the process ends is found by the next one.
      if (this.closed) return;
      const items = entries.reduce((sum, entry) => sum + entry.items, 0);
      ledger.recover(items + torn);
      ledger.drop('spill_damaged', torn);
      ledger.spill(items);
      this.shelf.merge(entries);
      if (entries.length > 0) this.options.state.holds();
      for (const entry of this.evict(0)) await this.discard(entry);
      this.replay.start();
    } catch (error) {
      this.fail(error);
    }
    if (!this.closed) this.looking.set(LOOK_EVERY_MS, () => void this.look());
  }

  /** Takes a batch over; it is written soon. */
  put(record: SpillRecord): void {
    const next = this.unwrittenOf(record);
    if (this.isTooLarge(next)) return this.options.ledger.drop('spill_full', record.items);
    this.unwritten.push(next);
    this.unwrittenBytes += next.file.length;
    void this.write();
  }

  /** Writes a batch while the process stands still. @returns false if it could not be written and is not counted */
  keep(record: SpillRecord): boolean {
    const next = this.unwrittenOf(record);
    return !this.isTooLarge(next) && this.writeNow(next);
  }

  /** The collector has accepted something: what lies on disk may follow. */
  resume(): void {
    this.replay.resume();
  }

  /** Writes what was taken over and is not written yet. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.looking.cancel();
    this.replay.close();
    for (const one of this.unwritten) {
      if (!this.writeNow(one)) this.options.ledger.drop('spill_failed', one.entry.items);
    }
    this.options.estate.leaveNow();
  }

  private unwrittenOf(record: SpillRecord): Unwritten {
    const { clock, estate } = this.options;
    const file = encodeRecord(record);
    this.counter += 1;
    const name = fileName(Math.round(clock.unixSeconds() * 1000), this.counter, record.items);
    return { entry: { folder: estate.own, name, items: record.items, bytes: file.length }, file };
  }

  /** Everything else would have to go, and it would still not fit. */
  private isTooLarge({ file }: Unwritten): boolean {
    return file.length > this.options.maxBytes;
  }

  private async write(): Promise<void> {
    if (this.writing) return;
    this.writing = true;
    for (let next = this.unwritten[0]; next !== undefined && !this.closed; next = this.unwritten[0]) {
      const failure = await this.writeOne(next);
      // The end of the process has written it meanwhile.
      if (this.closed) return;
      this.unwritten.shift();
      this.unwrittenBytes -= next.file.length;
      if (failure === undefined) this.written(next.entry);
      else {
        this.options.ledger.drop('spill_failed', next.entry.items);
        this.fail(failure);
      }
    }
    this.writing = false;
    this.replay.start();
  }

  private async writeOne({ entry, file }: Unwritten): Promise<unknown> {
    const { disk } = this.options;
    try {
      for (const oldest of this.evict(file.length)) await this.discard(oldest);
      await disk.prepare(entry.folder);
      // The end of the process has written it meanwhile, and may have left the folder to the next one.
      if (this.closed) return undefined;
      await disk.write(entry.folder, entry.name, file);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  private writeNow({ entry, file }: Unwritten): boolean {
    const { disk } = this.options;
    try {
      for (const oldest of this.evict(file.length)) disk.removeNow(oldest);
      disk.writeNow(entry.folder, entry.name, file);
    } catch (error) {
      this.fail(error);
      return false;
    }
    this.written(entry);
    return true;
  }

  private written(entry: Entry): void {
    this.shelf.push(entry);
    this.options.ledger.spill(entry.items);
    this.options.state.holds();
  }

  /** The oldest batches, which have to go; counted already. */
  private evict(bytes: number): readonly Entry[] {
    const { ledger, state } = this.options;
    const evicted = this.shelf.evict(bytes);
    if (evicted.length > 0) state.full();
    for (const { items } of evicted) {
      ledger.unspill(items);
      ledger.drop('spill_full', items);
    }
    return evicted;
  }

  /** Removes a file that is accounted for. */
  private async discard(entry: Entry): Promise<void> {
    try {
      await this.options.disk.remove(entry);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.fail(error);
    }
    if (this.closed || this.shelf.holds(entry.folder)) return;
    await this.options.estate.leave(entry.folder);
    if (this.shelf.isEmpty && this.unwritten.length === 0) this.options.state.emptied();
  }

  private fail(error: unknown): void {
    this.failedUntil = this.options.clock.now() + FAILED_FOR_MS;
    this.options.state.failed(error instanceof Error ? error.message : String(error));
  }
}
