export interface LockOptions {
  /** Ends the waiting; the returned promise rejects with the signal's reason or an AbortError. */
  readonly signal?: AbortSignal | undefined;
  /** Called once per holder that has to be waited for. */
  readonly onWait?: (pid: number) => void;
  /** How often to look whether the lock is free. Default 200. */
  readonly pollMs?: number;
}

/**
 * Takes a lock file, waiting for its holder; a lock whose holder no longer runs is taken over. Resolves to the function
 * that gives it back. Throws what the file system throws (no space, no permission).
 */
export declare function acquireLock(path: string, options?: LockOptions): Promise<() => void>;
