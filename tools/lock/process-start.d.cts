/** When a process started, in the system's own words; undefined if it does not run. */
export declare function processStart(pid: number): string | undefined;
