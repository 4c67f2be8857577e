/** The time at Alertmanager. Whatever is done to this machine's clock changes nothing once Alertmanager has answered. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Takes over the time that Alertmanager has said. */
  set(at: number): void;
}

/**
 * @param wall this machine's clock, until Alertmanager has answered
 * @param elapsed milliseconds that only ever grow
 */
export function alertmanagerClock(
  wall: () => number = Date.now,
  elapsed: () => number = () => performance.now(),
): Clock {
  let known: { readonly at: number; readonly when: number } | undefined;
  return {
    now: () => (known === undefined ? wall() : known.at + (elapsed() - known.when)),
    set: (at) => {
      known = { at, when: elapsed() };
    },
  };
}
