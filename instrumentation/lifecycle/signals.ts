import { constants } from 'node:os';
import { drain } from './drain';
import { holdClose } from './hold-close';
import { holdProcess } from './hold-process';
import type { LifecycleOptions } from './index';
import type { ServerRegister } from './servers';
import { abandoned, flushAll } from './telemetry';

export const END_SIGNALS = ['SIGTERM', 'SIGINT'] as const;
type EndSignal = (typeof END_SIGNALS)[number];

/** Share of the deadline that is kept for the last flush when open requests do not end. */
const FLUSH_SHARE = 0.3;
/** Lets the shutdown itself notice the deadline first and count what it gives up. */
const GRACE_MS = 50;
/** A signal that is raised again arrives within microseconds; only process 1 of a container ignores it. */
const RAISED_WITHIN_MS = 250;

/**
 * On a signal that ends the process: if the gateway handles it, leaves the ending to the gateway and only flushes;
 * if not, lets open requests end, flushes, and raises the signal again so that the process dies of it as it would have.
 */
export function handleSignals(options: LifecycleOptions, servers: ServerRegister): () => void {
  const handlers = END_SIGNALS.map((signal) => {
    const handler = (): void => {
      // Off while the others run: handlers that count the listeners of their signal must find what they expect, and
      // a second signal while this one is dealt with ends the process at once.
      process.off(signal, handler);
      options.notReady();
      for (const telemetry of options.signals) telemetry.hurry();
      if (process.listenerCount(signal) > 0) {
        void flushBeside(options, servers).finally(() => process.on(signal, handler));
      } else {
        void endBy(signal, options, servers);
      }
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => handlers.forEach((off) => off());
}

async function flushBeside(
  { signals, deadlineMs }: LifecycleOptions,
  servers: ServerRegister,
): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  const flush = (): Promise<void> => {
    const left = Math.max(0, deadline - Date.now());
    return holdProcess(flushAll(signals, left), left);
  };
  for (const server of servers.listening()) holdClose(server, flush);
  await flushAll(signals, deadlineMs);
}

async function endBy(signal: EndSignal, options: LifecycleOptions, servers: ServerRegister): Promise<void> {
  const { signals, deadlineMs, inFlight, log } = options;
  const deadline = Date.now() + deadlineMs;
  await drain(servers.listening(), inFlight, deadlineMs * (1 - FLUSH_SHARE));
  const left = Math.max(0, deadline - Date.now());
  await holdProcess(Promise.all(signals.map((telemetry) => telemetry.shutdown(left))), left + GRACE_MS);
  const lost = abandoned(signals);
  if (lost > 0) {
    log.warn(`${lost} span(s) or log record(s) were not sent within ${deadlineMs} ms after ${signal}`);
  }
  options.atEnd();
  process.kill(process.pid, signal);
  setTimeout(() => process.exit(128 + constants.signals[signal]), RAISED_WITHIN_MS);
}
