'use strict';

// Runs a TypeScript entry of this repository on a fresh clone: node tools/bootstrap.cjs <script.ts> [arguments]
// Nothing is installed yet when this starts, so it and what it requires at first is plain JavaScript without dependencies.
// This file itself must also be read by old versions of Node: it has to get as far as the message below.
var NEEDED = [20, 20];
var version = process.versions.node.split('.').map(Number);

if (version[0] < NEEDED[0] || (version[0] === NEEDED[0] && version[1] < NEEDED[1])) {
  process.stderr.write(
    'Gatewatch needs Node.js ' +
      NEEDED.join('.') +
      ' or newer, and this is ' +
      process.versions.node +
      ' (' +
      process.execPath +
      '). Install a newer one (https://nodejs.org) and run the command again.\n',
  );
  process.exit(1);
}

require('./bootstrap/main.cjs').main(process.argv.slice(2));
