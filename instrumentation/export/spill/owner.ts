import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process that owns folders. */
export interface Owner {
  /** Short digest of host name and pid namespace: pids tell processes apart only within one. */
  readonly host: string;
  readonly pid: number;
  /** When the process began, in clock ticks since the host did; a pid alone is used again. `0` where that is unknown. */
  readonly start: string;
}

const PATTERN = /^([0-9a-f]{8})-(\d{1,10})-(\d{1,20})(?:~\d+)?$/;
/** Fields of `/proc/PID/stat` behind the name of the command, which may hold spaces and parentheses itself. */
const START_FIELD = 19;

/**
 * Name of a folder: it is the lock as well, since a rename, which happens once, gives it to another process.
 * @param adopted number of the folder among those that the process has taken over
 */
export function folderName({ host, pid, start }: Owner, adopted?: number): string {
  return `${host}-${pid}-${start}${adopted === undefined ? '' : `~${adopted}`}`;
}

/** Whose folder it is; undefined if it is none of ours. */
export function ownerOf(folder: string): Owner | undefined {
  const [, host, pid, start] = PATTERN.exec(folder) ?? [];
  if (host === undefined || pid === undefined || start === undefined) return undefined;
  return { host, pid: Number(pid), start };
}

/** This process. */
export function thisOwner(): Owner {
  const host = createHash('sha256').update(`${hostname()} ${pidNamespace()}`).digest('hex').slice(0, 8);
  return { host, pid: process.pid, start: startOf(process.pid) ?? '0' };
}

/** True while a process of this host runs; one of another host is not known of. */
export function isRunning({ pid, start }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const startedAt = startOf(pid);
  return startedAt === undefined || startedAt === start;
}

function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .at(START_FIELD);
  } catch {
    return undefined;
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
