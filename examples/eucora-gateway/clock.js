'use strict';

/**
 * The control plane's clock, in seconds. A roll-out takes minutes; `CLOCK_SPEED=60` lets each real second count as a
 * minute, so that its durations can be shown without waiting for them.
 */
function createClock(speed = 1, realSeconds = () => Date.now() / 1000) {
  const begun = realSeconds();
  return { now: () => begun + (realSeconds() - begun) * speed };
}

module.exports = { createClock };
