'use strict';

const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const stampPath = (state) => join(state, 'preload-sources');

/** Whether the built preload comes from the sources as they are. Much quicker than asking tsc (10 ms, not 1 s). */
function preloadIsCurrent(root, state) {
  const stamp = stampPath(state);
  return (
    existsSync(stamp) &&
    existsSync(join(root, 'instrumentation', 'dist', 'register.js')) &&
    readFileSync(stamp, 'utf8') === sourcesDigest(root)
  );
}

/** Notes what was built. Take the digest before building: sources may change meanwhile. */
function markPreloadBuilt(state, digest) {
  mkdirSync(state, { recursive: true });
  writeFileSync(stampPath(state), digest);
}

/** One hash over the compiler's version, its configuration and every source file that it may read. */
function sourcesDigest(root) {
  const folder = join(root, 'instrumentation');
  const hash = createHash('sha256');
  const files = [
    join(root, 'node_modules', 'typescript', 'package.json'),
    join(root, 'tsconfig.json'),
    join(folder, 'tsconfig.build.json'),
    ...sourceFiles(folder),
  ];
  for (const file of files)
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return entry.name === 'node_modules' || entry.name === 'dist' ? [] : sourceFiles(path);
      }
      return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [path] : [];
    });
}

module.exports = { preloadIsCurrent, markPreloadBuilt, sourcesDigest };
