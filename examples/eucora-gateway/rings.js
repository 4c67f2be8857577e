'use strict';

/** Rings in the order in which a roll-out goes through them. */
const RINGS = ['lab', 'canary', 'pilot', 'department', 'global'];

/** Share of devices that must be healthy after a ring before the next one may begin. */
const GATE_MIN_HEALTHY = 0.95;

/** The ring after `ring`; undefined after the last. */
function nextRing(ring) {
  return RINGS[RINGS.indexOf(ring) + 1];
}

/** Whether the gate behind a ring lets a roll-out pass. A ring without devices proves nothing and does not pass. */
function gatePasses({ healthy, total }) {
  return total > 0 && healthy / total >= GATE_MIN_HEALTHY;
}

module.exports = { GATE_MIN_HEALTHY, gatePasses, nextRing, RINGS };
