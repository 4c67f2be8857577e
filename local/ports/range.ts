import { readFileSync } from 'node:fs';

/** Ports `first` to `last`, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Below it, well-known services and many development servers live. */
const FIRST = 20_000;

/** First ephemeral port of Linux unless configured otherwise; macOS and the IANA begin higher (49152). */
const DEFAULT_EPHEMERAL = 32_768;

const LINUX_RANGE_FILE = '/proc/sys/net/ipv4/ip_local_port_range';

/**
 * Ports that the kernel never hands out by itself: an outgoing connection, or a server on port 0, cannot take one of
 * them between its choice and its use.
 */
export function fixedPortRange(
  read: (file: string) => string = (file) => readFileSync(file, 'utf8'),
): PortRange {
  return { first: FIRST, last: ephemeralStart(read) - 1 };
}

function ephemeralStart(read: (file: string) => string): number {
  try {
    const start = Number(read(LINUX_RANGE_FILE).trim().split(/\s+/)[0]);
    // Some machines hand out everything from 1024 on: then nothing is safe, and the usual range is the best guess.
    return start > FIRST + 1000 ? Math.min(start, DEFAULT_EPHEMERAL) : DEFAULT_EPHEMERAL;
  } catch {
    return DEFAULT_EPHEMERAL;
  }
}
