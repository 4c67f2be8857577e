import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { retained } from '../core/retention';
import type { OperationsEvent } from '../core/events';

const FILE = 'journal.jsonl';

/** Events in a file that only grows while it is open. */
export interface Journal {
  /** Everything that was written, in order. */
  readonly events: readonly OperationsEvent[];
  /** Lines that are none of ours; a last one that was cut off by a crash is not counted. */
  readonly unreadable: number;
  /** Returns when the events are on the disk. @throws Error if they cannot be written */
  append(events: readonly OperationsEvent[]): void;
  close(): void;
}

/**
 * Opens the journal of a folder, and leaves out what is too old to matter. One process at a time may have it.
 * @param oldest events before this (Unix milliseconds) are dropped, unless they are about something that goes on
 * @throws Error if the folder cannot be written
 */
export function openJournal(folder: string, oldest: number): Journal {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  const { events: all, unreadable } = read(path);
  const events = retained(all, oldest);
  // Also puts an end to a line that was cut off, so that the next one does not continue it.
  const fresh = `${path}.new`;
  const rewritten = openSync(fresh, 'w', 0o600);
  write(rewritten, events);
  closeSync(rewritten);
  renameSync(fresh, path);
  const file = openSync(path, 'a', 0o600);
  return {
    events,
    unreadable,
    append: (more) => {
      if (more.length > 0) write(file, more);
    },
    close: () => closeSync(file),
  };
}

function write(file: number, events: readonly OperationsEvent[]): void {
  const bytes = Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
  fsyncSync(file);
}

function read(path: string): { readonly events: OperationsEvent[]; readonly unreadable: number } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { events: [], unreadable: 0 };
    throw error;
  }
  const lines = text.split('\n');
  // What stands behind the last line break was never acknowledged to anybody.
  lines.pop();
  const events: OperationsEvent[] = [];
  let unreadable = 0;
  for (const line of lines) {
    try {
      events.push(JSON.parse(line) as OperationsEvent);
    } catch {
      unreadable++;
    }
  }
  return { events, unreadable };
}
