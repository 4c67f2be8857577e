import { constants } from 'node:os';

/** The user, or the system, asked the run to end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(readonly termination: NodeJS.Signals) {
    super(`interrupted by ${termination}`);
  }
}

/** Conventional exit code of a process that a signal ended. */
export function exitCodeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * One Ctrl-C can arrive more than once: the terminal sends it to the whole foreground group, and npm passes on its own.
 * Only a signal that comes later than this is a second one.
 */
const SAME_MS = 1000;

/** Turns termination signals into an abort. */
export interface Interrupts {
  /** Aborts with an {@link Interrupted} at the first signal. */
  readonly signal: AbortSignal;
  dispose(): void;
}

/** @param onSecond called at a further signal: the user does not want to wait */
export function listenForInterrupts(onSecond: (signal: NodeJS.Signals) => void): Interrupts {
  const controller = new AbortController();
  let first = 0;
  const listener = (signal: NodeJS.Signals): void => {
    if (!controller.signal.aborted) {
      first = Date.now();
      controller.abort(new Interrupted(signal));
    } else if (Date.now() - first > SAME_MS) {
      onSecond(signal);
    }
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const signal of SIGNALS) process.off(signal, listener);
    },
  };
}
