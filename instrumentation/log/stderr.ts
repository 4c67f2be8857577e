import { type Log, streamLog } from './log';

/** Log on standard error. A broken pipe must not end the gateway, so a failed write is forgotten. */
export function stderrLog(): Log {
  return streamLog((line) => {
    const { stderr } = process;
    try {
      stderr.once('error', ignore);
      stderr.write(line, () => stderr.removeListener('error', ignore));
    } catch {
      // Nowhere left to say it.
    }
  });
}

function ignore(): void {
  // The line is lost.
}
