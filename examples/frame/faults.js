'use strict';

const { answer } = require('./stub');

/**
 * Faults that a stub has on demand, for each of those that it stands for.
 * @param none the fields of a fault and what they are without one; `errorRatio` is one of them
 * @param names whom there can be a fault for; a fault of nobody in particular is one of all. Without names it is one of
 * the name `''`, and any other name has its own.
 */
function createFaults(none, names) {
  const faults = new Map();
  let calls = 0;

  function problemOf(who, body) {
    const wrong = Object.entries(body).filter(([field, value]) => !(field in none) || !(value >= 0));
    if (wrong.length > 0) {
      const given = wrong.map(([field, value]) => `${field}: ${value}`).join(', ');
      return `allowed are numbers from 0 on for ${Object.keys(none).join(', ')}; not ${given}`;
    }
    const isKnown = who === '' || names === undefined || names.includes(who);
    return isKnown ? undefined : `no fault of ${who}; there can be one of ${names.join(', ')}`;
  }

  return {
    /** The fault that there is now. */
    current: (who = '') => faults.get(who) ?? none,
    /** The fault of the next call, and whether that call `fails`. */
    next(who = '') {
      const fault = faults.get(who) ?? none;
      // Every n-th call fails, not a random one: what a ratio of 1 does is certain, and the others are even.
      calls += 1;
      return { ...fault, fails: fault.errorRatio > 0 && calls % Math.round(1 / fault.errorRatio) === 0 };
    },
    /** Answers a request that shows the faults (GET), sets one (POST) or clears them all (DELETE). */
    control(method, who, body, response) {
      const problem = method === 'POST' ? problemOf(who, body) : undefined;
      if (problem !== undefined) {
        answer(response, 400, { error: problem });
        return;
      }
      if (method === 'DELETE') faults.clear();
      if (method === 'POST') {
        for (const name of who === '' && names !== undefined ? names : [who])
          faults.set(name, { ...none, ...body });
      }
      answer(response, 200, Object.fromEntries(faults));
    },
  };
}

module.exports = { createFaults };
