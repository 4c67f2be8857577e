/** The preload's own messages: one line each, on standard error, prefixed `gatewatch:`. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
}

/** A log that writes to the stream given (standard error in a gateway). */
export function streamLog(write: (line: string) => void): Log {
  return {
    info: (message) => write(`gatewatch: ${message}\n`),
    warn: (message) => write(`gatewatch: warning: ${message}\n`),
  };
}
