/** The part of package-lock.json, or of npm's record in node_modules, that is compared. */
export interface Lock {
  readonly packages?: Readonly<
    Record<
      string,
      { name?: string; version?: string; link?: boolean; optional?: boolean; devOptional?: boolean }
    >
  >;
}

/** Whether node_modules holds what package-lock.json names. */
export declare function installIsCurrent(root: string): boolean;
/** Notes that it does. */
export declare function markInstalled(root: string): void;
/** Whether every package of the lock is in npm's record of what it installed, at the same version. */
export declare function agrees(lock: Lock, record: Lock): boolean;
