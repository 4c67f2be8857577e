'use strict';

const { resolve } = require('node:path');

/**
 * The mix that a script exports as `MIX`: kinds of requests, each with its `share` (of the sum of all), `method`, `route`
 * and `path` (a function that turns a random number into a path), and optionally `headers`, `body` and `abortMs`.
 * Throws an Error if the script exports none.
 */
function readMix(script) {
  const { MIX } = require(resolve(script));
  if (Array.isArray(MIX) && MIX.length > 0) return MIX;
  throw new Error(`${script} must export MIX, a list of kinds of requests`);
}

/** The next request of the sequence that `random` (numbers in 0..1) yields. */
function nextRequest(mix, random) {
  let left = random() * mix.reduce((sum, kind) => sum + kind.share, 0);
  const kind = mix.find(({ share }) => (left -= share) < 0) ?? mix[0];
  const { method, route, body, headers, abortMs } = kind;
  return { method, route, path: kind.path(random()), body, headers, abortMs };
}

module.exports = { nextRequest, readMix };
