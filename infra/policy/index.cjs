'use strict';

// The engine starts this file with plain Node.js; the pack is TypeScript.
require('tsx/cjs');
require('./pack.ts');
