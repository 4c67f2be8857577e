import { createWriteStream, renameSync, type WriteStream } from 'node:fs';
import { type Readable } from 'node:stream';

/** Lines kept in memory for error messages; they are there even if the disk is full. */
const LINES_KEPT = 20;

/** A Go program that crashes says why in one line, and then writes hundreds about where. */
const CRASH = /^(panic|fatal error): /;

/** A longer line is cut in error messages; the log file has all of it. */
const LINE_LENGTH = 400;

/** At this size the log begins anew and the old one becomes `FILE.1`, so that a run of days cannot fill the disk. */
const LOG_BYTES = 32 * 1024 * 1024;

/** What a process wrote, standard output and standard error together. */
export interface Output {
  /** The latest lines, oldest first; before them the reason of a crash, if it has scrolled away. */
  lastLines(): readonly string[];
  /** Resolves when all that was captured is in the file. */
  close(): Promise<void>;
}

/**
 * Copies the streams into the file, and keeps the last lines. A file that cannot be written is noted in the lines.
 * @param onLost called if the file cannot be written
 */
export function captureOutput(
  streams: readonly Readable[],
  file: string,
  onLost: (error: Error) => void = () => undefined,
): Output {
  const lines: string[] = [];
  let crash: string | undefined;
  let log: WriteStream | undefined = openLog();
  let bytes = 0;

  function openLog(): WriteStream {
    // A part that was restarted goes on in its log.
    const stream = createWriteStream(file, { flags: 'a' });
    stream.on('error', (error) => {
      log = undefined;
      keep(`(log not written: ${error.message})`);
      onLost(error);
    });
    return stream;
  }
  function rotate(): void {
    log?.end();
    renameSync(file, `${file}.1`);
    log = openLog();
    bytes = 0;
  }
  function keep(line: string): void {
    const cut = line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH)}…` : line;
    if (crash === undefined && CRASH.test(line)) crash = cut;
    lines.push(cut);
    if (lines.length > LINES_KEPT) lines.shift();
  }

  for (const stream of streams) {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      log?.write(chunk);
      bytes += Buffer.byteLength(chunk);
      if (bytes > LOG_BYTES && log !== undefined) rotate();
      const parts = (rest + chunk).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) if (line.trim() !== '') keep(line);
    });
    stream.on('end', () => {
      if (rest.trim() !== '') keep(rest);
      rest = '';
    });
  }
  return {
    lastLines: () => (crash === undefined || lines.includes(crash) ? [...lines] : [crash, '…', ...lines]),
    close: () => new Promise((resolve) => (log === undefined ? resolve() : log.end(() => resolve()))),
  };
}
