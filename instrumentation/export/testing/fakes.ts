import type { Recorder } from '../../metrics/recorder';
import type { Clock } from '../clock';
import type { SendResult, Transport } from '../transport';

/** A clock that stands still until it is told to go on. */
export function fakeClock(): Clock & { advance(ms: number): void; pending(): number } {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    unixSeconds: () => 1_700_000_000 + now / 1000,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      const until = now + ms;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        now = Math.max(now, due.at);
        due.run();
      }
      now = until;
    },
    pending: () => timers.length,
  };
}

/** A collector that answers when it is told to. */
export function fakeTransport<T>(): Transport<T> & {
  readonly calls: (readonly T[])[];
  readonly closed: boolean;
  answer(result?: SendResult): void;
  throwNext(error: Error): void;
} {
  const calls: (readonly T[])[] = [];
  let waiting: ((result: SendResult) => void) | undefined;
  let toThrow: Error | undefined;
  let closed = false;
  return {
    calls,
    get closed() {
      return closed;
    },
    send(items, done) {
      if (waiting !== undefined) throw new Error('two calls at once');
      calls.push(items);
      const error = toThrow;
      toThrow = undefined;
      if (error !== undefined) throw error;
      waiting = done;
    },
    close: () => {
      closed = true;
    },
    answer(result = { ok: true, rejected: 0 }) {
      const done = waiting;
      waiting = undefined;
      done?.(result);
    },
    throwNext(error) {
      toThrow = error;
    },
  };
}

/** A recorder that forgets everything. */
export function silentRecorder(): Recorder {
  const nothing = (): void => undefined;
  return {
    counter: () => ({ inc: nothing, observe: nothing }),
    gauge: () => ({ read: () => undefined, set: nothing, add: nothing, observe: nothing }),
    histogram: () => ({ observe: nothing }),
  };
}
