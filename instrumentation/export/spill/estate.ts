import * as fs from 'node:fs/promises';
import { rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseFileName, UNFINISHED } from './file-name';
import { folderName, isRunning, type Owner, ownerOf } from './owner';
import type { Entry } from './shelf';

/** How often a process shows that it is alive, and looks for folders whose process is not. */
export const LOOK_EVERY_MS = 60_000;
/** A folder of another host, or of another container, that was not touched for so long is nobody's. */
export const UNTOUCHED_MS = 5 * LOOK_EVERY_MS;

/** What was found in folders of dead processes. */
export interface Inheritance {
  readonly entries: readonly Entry[];
  /** Items of files that were still being written. */
  readonly torn: number;
}

/** The folders of one process below that of a signal: its own, and those that it has taken over from dead ones. */
export class Estate {
  readonly own: string;
  private readonly adopted = new Set<string>();
  private next = 1;

  constructor(
    private readonly root: string,
    private readonly owner: Owner,
    private readonly running: (owner: Owner) => boolean = isRunning,
  ) {
    this.own = join(root, folderName(owner));
  }

  /**
   * Takes over the folders of dead processes, each of which falls to one process alone.
   * @param nowMs Unix time
   */
  async adopt(nowMs: number): Promise<Inheritance> {
    const entries: Entry[] = [];
    let torn = 0;
    for (const name of await fs.readdir(this.root).catch(() => [])) {
      const from = join(this.root, name);
      if (!(await this.isOrphan(name, from, nowMs))) continue;
      const to = join(this.root, folderName(this.owner, this.next));
      this.next += 1;
      try {
        await fs.rename(from, to);
      } catch {
        // Another process was faster.
        continue;
      }
      const found = await inventory(to);
      entries.push(...found.entries);
      torn += found.torn;
      if (found.entries.length === 0) await fs.rmdir(to).catch(() => undefined);
      else this.adopted.add(to);
    }
    return { entries, torn };
  }

  /** Shows other hosts that this process lives. */
  async touch(nowMs: number): Promise<void> {
    const now = new Date(nowMs);
    for (const folder of [this.own, ...this.adopted])
      await fs.utimes(folder, now, now).catch(() => undefined);
  }

  /** A folder has become empty; one that was taken over goes. */
  async leave(folder: string): Promise<void> {
    if (!this.adopted.has(folder)) return;
    await fs.rmdir(folder).then(
      () => this.adopted.delete(folder),
      // Something is left in it; it goes with the last file.
      () => undefined,
    );
  }

  /** Removes what is empty, at the end of the process. */
  leaveNow(): void {
    for (const folder of [this.own, ...this.adopted]) {
      try {
        rmdirSync(folder);
      } catch {
        // Something is left in it, for the next process.
      }
    }
  }

  private async isOrphan(name: string, path: string, nowMs: number): Promise<boolean> {
    const owner = ownerOf(name);
    if (owner === undefined || folderName(owner) === folderName(this.owner)) return false;
    if (owner.host === this.owner.host) return !this.running(owner);
    const touched = await fs.stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Infinity,
    );
    return nowMs - touched > UNTOUCHED_MS;
  }
}

/** The files of a folder. Those that were still being written are removed. */
async function inventory(folder: string): Promise<Inheritance> {
  const names = await fs.readdir(folder).catch((): string[] => []);
  const entries: Entry[] = [];
  let torn = 0;
  for (const name of names) {
    const path = join(folder, name);
    const parsed = parseFileName(name);
    if (parsed?.isFinished === true) {
      const size = await fs.stat(path).then(
        (stat) => stat.size,
        // Nobody has ever seen it; the attempt to read it will tell.
        () => 0,
      );
      entries.push({ folder, name, items: parsed.items, bytes: size });
      continue;
    }
    if (parsed !== undefined && !names.includes(name.slice(0, -UNFINISHED.length))) torn += parsed.items;
    await fs.rm(path, { force: true }).catch(() => undefined);
  }
  return { entries, torn };
}
