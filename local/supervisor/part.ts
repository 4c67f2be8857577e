import { type Probe } from './probe';

/** One process of a stack: how to start it, when it is ready, and what it needs first. */
export interface PartSpec {
  /** Unique in its supervisor; also the name of its log file. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Its whole environment. Default: that of this process. */
  readonly env?: Readonly<NodeJS.ProcessEnv>;
  readonly cwd?: string;
  /** Runs as this user; only root can. Default: the user of this process. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Names of parts that must be ready before this one starts, and that stop only after it. */
  readonly needs?: readonly string[];
  /** Names of parts that stop only after this one, but need not be there before it starts. */
  readonly feeds?: readonly string[];
  /** Ready as soon as it runs, unless given. */
  readonly ready?: Probe;
  /** Default {@link READY_TIMEOUT_MS}. */
  readonly readyTimeoutMs?: number;
  /** Time from SIGTERM to SIGKILL. Default {@link STOP_TIMEOUT_MS}. */
  readonly stopTimeoutMs?: number;
  /** Runs after the process has ended, for what it leaves outside of its process group. */
  readonly afterStop?: () => Promise<void>;
}

/** A cold start on a busy machine of two cores: the slowest part (Tempo) waits 15 s by itself. */
export const READY_TIMEOUT_MS = 90_000;

/** The slowest part to stop (Loki, which flushes what it holds) takes about 3 s. */
export const STOP_TIMEOUT_MS = 10_000;

export type PartState = 'starting' | 'ready' | 'failed' | 'stopping' | 'stopped';

/** A part could not start, or ended by itself. The message has its last log lines and the path of the full log. */
export class PartError extends Error {
  override readonly name = 'PartError';

  constructor(
    readonly part: string,
    /** What happened, e.g. `exited with code 1 before it was ready`. */
    readonly reason: string,
    readonly lastLines: readonly string[],
    readonly logFile: string,
  ) {
    super(`${part} ${reason}\n${describe(lastLines, logFile)}`);
  }
}

function describe(lastLines: readonly string[], logFile: string): string {
  if (lastLines.length === 0) return `It wrote nothing (log: ${logFile}).`;
  return [`Its last lines (log: ${logFile}):`, ...lastLines.map((line) => `  | ${line}`)].join('\n');
}
