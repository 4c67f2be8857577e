'use strict';

/** Models by the name that clients use: providers in the order of preference, and dollars per million tokens. */
const MODELS = {
  'gpt-4': { providers: ['openrouter', 'together'], price: { input: 30, output: 60 } },
  'llama-3-70b': { providers: ['together', 'fireworks'], price: { input: 0.9, output: 0.9 } },
  'claude-3-haiku': { providers: ['openrouter'], price: { input: 0.25, output: 1.25 } },
};

const PROVIDERS = ['openrouter', 'together', 'fireworks'];
const MILLION = 1e6;

/** Dollars. */
function costOf(model, { input, output }) {
  const { price } = MODELS[model];
  return (input * price.input + output * price.output) / MILLION;
}

module.exports = { costOf, MODELS, PROVIDERS };
