import { setTimeout as delay } from 'node:timers/promises';
import type { Exchange, KillStep, Ledgers } from '../../examples/frame';
import type { RunningStack } from '../running-stack';
import { scrapedSince } from './settled';

/** Between two requests of the client that goes on while the part is killed. */
const PAUSE_MS = 20;

/** Scrapes of several jobs are apart, and the killer polls: a kill comes at most so long after an interval has passed. */
const SLACK_SECONDS = 2;

/** A kill, and what may be missing because of it: what the ledgers have `after` it and did not have `before`. */
export interface Kill {
  readonly part: string;
  /** Unix time in seconds at which it was down. */
  readonly at: number;
  readonly before: Ledgers;
  readonly after: Ledgers;
}

/** What a kill needs of the run that it is a step of. */
export interface KillContext {
  readonly stack: RunningStack;
  readonly signal: AbortSignal | undefined;
  /** Sends the request once and writes it down as one at risk. */
  readonly send: (repetition: number) => Promise<Exchange>;
  /** All ledgers as they are now. */
  readonly snapshot: () => Promise<Ledgers>;
}

/**
 * Kills a part between two scrapes, with requests before, after and across the last scrape. The ledgers are taken before
 * that scrape begins: all that they have by then has to be in Prometheus for good.
 * @throws Error if more than a scrape interval lay between them and the kill
 */
export async function killDuring(
  { part }: KillStep,
  { stack, signal, send, snapshot }: KillContext,
): Promise<Kill> {
  const lane = startLane(send);
  try {
    await delay(stack.scrapeIntervalSeconds * 500, undefined, { signal });
    await lane.pause();
    const before = await snapshot();
    const taken = Date.now() / 1000;
    lane.goOn();
    await scrapedSince(stack, taken, signal);
    let at = 0;
    let after: Promise<Ledgers> | undefined;
    await stack.restart(part, 'SIGKILL', (downAt) => {
      at = downAt;
      after = lane.stop().then(snapshot);
    });
    if (after === undefined) throw new Error(`${part} was not down`);
    const seconds = at - taken;
    if (seconds > stack.scrapeIntervalSeconds + SLACK_SECONDS) {
      throw new Error(
        `${part} was down ${seconds.toFixed(1)} s after the ledgers were taken: too late to tell`,
      );
    }
    return { part, at, before, after: await after };
  } finally {
    await lane.stop();
  }
}

interface Lane {
  /** Resolves once no request is under way. */
  pause(): Promise<void>;
  goOn(): void;
  /** Resolves once the last request has ended. */
  stop(): Promise<void>;
}

function startLane(send: KillContext['send']): Lane {
  let sent = 0;
  let goesOn = true;
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    while (goesOn) {
      await send(sent++);
      await delay(PAUSE_MS);
    }
  };
  const goOn = (): void => {
    goesOn = true;
    running = run();
  };
  const pause = (): Promise<void> => {
    goesOn = false;
    return running;
  };
  goOn();
  return { pause, goOn, stop: pause };
}
