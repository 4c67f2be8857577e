import type { Server } from 'node:net';
import type { Log } from '../log/log';
import { flushBeforeExit } from './before-exit';
import { flushAtCrash } from './crash';
import { reportLossAtExit } from './exit-report';
import { trackServers } from './servers';
import { handleSignals } from './signals';
import type { Telemetry } from './telemetry';

export interface LifecycleOptions {
  /** What has to be flushed, e.g. tracing and logs. */
  readonly signals: readonly Telemetry[];
  /** Time for open requests to end and for the last flush, from the signal on. */
  readonly deadlineMs: number;
  /** Requests to the gateway that have begun and not ended. */
  readonly inFlight: () => number;
  /** Makes the readiness endpoint say no. */
  readonly notReady: () => void;
  /** True for the preload's own servers (the admin port), which stay open to the end. */
  readonly own: (server: Server) => boolean;
  /** The last thing that is done before the process ends. Never throws, and does not wait. */
  readonly atEnd: () => void;
  readonly log: Log;
}

/**
 * Sees to it that nothing is lost when the gateway ends, and that it ends as it would have without the preload: of
 * the same signal, or with the same exit code. `process.exit` is not touched. Returns a function that undoes it all.
 */
export function installLifecycle(options: LifecycleOptions): () => void {
  const servers = trackServers(options.own);
  const undo = [
    handleSignals(options, servers),
    flushBeforeExit(options),
    flushAtCrash(options),
    reportLossAtExit(options),
  ];
  return () => {
    servers.stop();
    undo.forEach((off) => off());
  };
}
