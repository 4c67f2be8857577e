import { setTimeout as delay } from 'node:timers/promises';
import { DEAD_MANS_SWITCH, type Seconds } from '../../alerts';
import type { RunningStack } from '../running-stack';
import type { Watch } from './watch';

/** What fired, or was received, while nothing was wrong. */
export interface Quiet {
  readonly seconds: Seconds;
  readonly problems: readonly string[];
}

/** Lets the stack run without a fault, and says what fired beside the Watchdog, which has to fire and to arrive. */
export async function proveQuiet(
  stack: RunningStack,
  watch: Watch,
  seconds: Seconds,
  signal: AbortSignal,
): Promise<Quiet> {
  await delay(seconds * 1000, undefined, { signal });
  const fired = watch.episodes().filter(({ firingAt }) => firingAt !== undefined);
  const received = stack.webhook.received().flatMap(({ alerts }) => alerts.map(({ labels }) => labels));
  const others = [...fired.map(({ labels }) => labels), ...received].filter(
    ({ alertname }) => alertname !== DEAD_MANS_SWITCH,
  );
  const names = [...new Set(others.map((labels) => JSON.stringify(labels)))];
  const isWatched = (list: readonly Readonly<Record<string, string>>[]): boolean =>
    list.some(({ alertname }) => alertname === DEAD_MANS_SWITCH);
  return {
    seconds,
    problems: [
      ...names.map((labels) => `fired without a fault: ${labels}`),
      ...(isWatched(fired.map(({ labels }) => labels)) ? [] : [`${DEAD_MANS_SWITCH} did not fire`]),
      ...(isWatched(received) ? [] : [`${DEAD_MANS_SWITCH} was not received`]),
    ],
  };
}
