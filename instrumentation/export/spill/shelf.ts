/** A file with a batch. */
export interface Entry {
  /** Folder that it lies in, as an absolute path. */
  readonly folder: string;
  readonly name: string;
  readonly items: number;
  /** Length of the file. */
  readonly bytes: number;
}

/** What lies on disk, oldest first. Pure: moves no file. */
export class Shelf {
  private entries: Entry[] = [];
  private total = 0;

  constructor(private readonly maxBytes: number) {}

  /** Bytes of all files. */
  get bytes(): number {
    return this.total;
  }

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  /** Adds the newest file. */
  push(entry: Entry): void {
    this.entries.push(entry);
    this.total += entry.bytes;
  }

  /** Adds files of any age. */
  merge(entries: readonly Entry[]): void {
    for (const entry of entries) this.push(entry);
    this.entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  /** Takes the oldest file out. */
  take(): Entry | undefined {
    const entry = this.entries.shift();
    if (entry !== undefined) this.total -= entry.bytes;
    return entry;
  }

  /** Puts a file that was taken out back to the front. */
  putBack(entry: Entry): void {
    this.entries.unshift(entry);
    this.total += entry.bytes;
  }

  /** Takes out the oldest files, as many as have to go before `bytes` more fit; all of them if nothing makes them fit. */
  evict(bytes: number): readonly Entry[] {
    const evicted: Entry[] = [];
    while (!this.isEmpty && this.total + bytes > this.maxBytes) {
      const oldest = this.take();
      if (oldest !== undefined) evicted.push(oldest);
    }
    return evicted;
  }

  /** True if any file of the folder is still there. */
  holds(folder: string): boolean {
    return this.entries.some((entry) => entry.folder === folder);
  }
}
