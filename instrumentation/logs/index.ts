import type { LoggerHook } from '../config/hooks';
import type { Config } from '../config/types';
import { type Balance, EMPTY_BALANCE } from '../export/ledger';
import type { Surrendered } from '../export';
import type { HealthReporter } from '../health/reporter';
import type { Log } from '../log/log';
import type { Recorder } from '../metrics/recorder';
import type * as Loggers from './loggers';

export interface LogsOptions {
  readonly config: Config;
  readonly recorder: Recorder;
  readonly health: HealthReporter;
  readonly log: Log;
  /** Runs the installation of one hook so that its failure stays its own. */
  readonly part: <T>(part: LoggerHook, run: () => T, component: string) => T | undefined;
}

/** Log records of this process on their way out. */
export interface Logs {
  /** Where every record went so far. */
  balance(): Balance;
  /** Resolves when the records written before are settled, or after `deadlineMs`. Never rejects. */
  flush(deadlineMs: number): Promise<void>;
  /** From now on records are sent as they come: the process may end at any moment. */
  hurry(): void;
  /** Flushes for at most `deadlineMs`, then drops and counts what is left and what still comes. */
  shutdown(deadlineMs: number): Promise<void>;
  /** Everything that waits, for somebody else to send at the very end; nothing more is taken. */
  surrender(): readonly Surrendered[];
  /** Writes to disk what still waits, if that is configured; nothing more is taken. Does not wait. */
  keep(): void;
}

const noExport: Logs = {
  balance: () => EMPTY_BALANCE,
  flush: () => Promise.resolve(),
  hurry: () => undefined,
  shutdown: () => Promise.resolve(),
  surrender: () => [],
  keep: () => undefined,
};

/** Hooks the gateway's loggers as the configuration says; where nothing is wanted, nothing is loaded. */
export function installLogs(options: LogsOptions): Logs {
  const { correlate, export: send } = options.config.logs;
  if (!correlate && !send) return noExport;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  const { hookLoggers } = require('./loggers') as typeof Loggers;
  return hookLoggers(options) ?? noExport;
}
