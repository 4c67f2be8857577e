import * as fs from 'node:fs';
import { join } from 'node:path';
import { UNFINISHED } from './file-name';
import type { Entry } from './shelf';

/** Batches hold what requests carried: for the user of the gateway alone. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** The file system as the spill uses it. Each method throws, or rejects, with what the system says. */
export interface Disk {
  /** Makes a folder, and those above it. */
  prepare(folder: string): Promise<void>;
  /** Writes a file that is there as a whole, or not at all, whenever the process dies. */
  write(folder: string, name: string, bytes: Uint8Array): Promise<void>;
  /** The same while the process stands still, for its end. */
  writeNow(folder: string, name: string, bytes: Uint8Array): void;
  read(entry: Entry): Promise<Buffer>;
  remove(entry: Pick<Entry, 'folder' | 'name'>): Promise<void>;
  removeNow(entry: Pick<Entry, 'folder' | 'name'>): void;
}

/**
 * The real one. Files are not synced: they outlive the process, however it ends, and after a power cut the checksum
 * tells which are torn.
 */
export const systemDisk: Disk = {
  async prepare(folder) {
    await fs.promises.mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  },
  async write(folder, name, bytes) {
    const unfinished = join(folder, name + UNFINISHED);
    try {
      await fs.promises.writeFile(unfinished, bytes, { mode: FILE_MODE });
      await fs.promises.rename(unfinished, join(folder, name));
    } catch (error) {
      await fs.promises.rm(unfinished, { force: true }).catch(() => undefined);
      throw error;
    }
  },
  writeNow(folder, name, bytes) {
    fs.mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
    // Another name than that of a write which is under way: neither may touch what the other has written.
    const unfinished = join(folder, `${name}.last`);
    try {
      fs.writeFileSync(unfinished, bytes, { mode: FILE_MODE });
      fs.renameSync(unfinished, join(folder, name));
    } catch (error) {
      fs.rmSync(unfinished, { force: true });
      throw error;
    }
  },
  read: ({ folder, name }) => fs.promises.readFile(join(folder, name)),
  remove: ({ folder, name }) => fs.promises.rm(join(folder, name)),
  removeNow: ({ folder, name }) => fs.rmSync(join(folder, name)),
};
