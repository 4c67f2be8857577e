'use strict';

const { parseArgs } = require('node:util');

const USAGE = `usage: node main.js --plan FILE [--target URL] [--rate N] [--seed N] [--max-open N]
                    [--duration SECONDS] [--control-port PORT] [--ledger FILE]
  --plan          script whose export MIX is what is sent
  --target        gateway to call (default http://127.0.0.1:8080)
  --rate          requests a second (default 20)
  --seed          seed of the sequence (default 1)
  --max-open      most requests that wait for an answer; further ones are shed and counted (default 100)
  --duration      stop after so many seconds (default: at SIGINT or SIGTERM)
  --control-port  serve GET /ledger and POST /rate {"perSecond": N} on 127.0.0.1
  --ledger        write the ledger to this file at the end
`;

/** The flags as plain values. Throws an Error that names every flag with a bad value, or the unknown flag. */
function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      plan: { type: 'string' },
      target: { type: 'string', default: 'http://127.0.0.1:8080' },
      rate: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      'max-open': { type: 'string', default: '100' },
      duration: { type: 'string' },
      'control-port': { type: 'string' },
      ledger: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const problems = [];
  const number = (flag, least, most) => {
    const text = values[flag];
    if (text === undefined) return undefined;
    const value = Number(text);
    if (text.trim() === '' || !(value >= least && value <= most)) {
      problems.push(`--${flag} must be a number from ${least} to ${most}, is "${text}"`);
    }
    return value;
  };
  if (!URL.canParse(values.target)) {
    problems.push(`--target must be a URL such as http://127.0.0.1:8080, is "${values.target}"`);
  }
  if (values.plan === undefined && !values.help) problems.push('--plan must name a script that exports MIX');
  const options = {
    plan: values.plan,
    target: values.target,
    rate: number('rate', 0, 10_000),
    seed: number('seed', 0, 2 ** 32 - 1),
    maxOpen: number('max-open', 1, 10_000),
    duration: number('duration', 0, 1_000_000),
    controlPort: number('control-port', 0, 65_535),
    ledger: values.ledger,
    help: values.help,
  };
  if (problems.length > 0) throw new Error(problems.join('; '));
  return options;
}

module.exports = { readOptions, USAGE };
