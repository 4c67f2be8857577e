'use strict';

/** From this score on, the change advisory board decides. */
const CAB_FROM_SCORE = 50;

const PRIVILEGE_POINTS = 30;
const REBOOT_POINTS = 15;
const UNSIGNED_POINTS = 25;
/** Ten thousand devices or more give all the points of size. */
const SIZE_POINTS = 30;
const FULL_SIZE = 10_000;

/**
 * Risk of a change, 0 to 100 points.
 * @param change `devices` that it reaches, and whether it `elevates` privileges, `reboots` devices or is `unsigned`
 */
function riskScore({ devices = 0, elevates = false, reboots = false, unsigned = false }) {
  const size = Math.min(1, Math.max(0, devices) / FULL_SIZE) * SIZE_POINTS;
  return Math.round(
    size +
      (elevates ? PRIVILEGE_POINTS : 0) +
      (reboots ? REBOOT_POINTS : 0) +
      (unsigned ? UNSIGNED_POINTS : 0),
  );
}

function requiresCab(score) {
  return score >= CAB_FROM_SCORE;
}

module.exports = { CAB_FROM_SCORE, requiresCab, riskScore };
