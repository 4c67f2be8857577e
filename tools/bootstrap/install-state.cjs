'use strict';

const { createHash } = require('node:crypto');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

// In node_modules, so that it goes when that is removed.
const stampPath = (root) => join(root, 'node_modules', '.gatewatch-install');

/** Whether node_modules holds what package-lock.json names. */
function installIsCurrent(root) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (read(stampPath(root)) === digest(lock)) return true;
  // No stamp of ours: somebody may have run npm themselves. npm writes its own record last, so a broken-off run has none.
  const record = read(join(root, 'node_modules', '.package-lock.json'));
  if (record === undefined || !agrees(JSON.parse(lock), JSON.parse(record))) return false;
  markInstalled(root);
  return true;
}

/** Every package of the lock is in npm's record of what it installed, at the same version. */
function agrees(lock, record) {
  const installed = record.packages ?? {};
  return Object.entries(lock.packages ?? {}).every(([path, wanted]) => {
    // The repository's own packages are linked; packages for other platforms are optional and left out.
    if (!path.includes('node_modules/')) return true;
    const there = installed[path];
    if (there === undefined) return wanted.optional === true || wanted.devOptional === true;
    return wanted.link === true || there.version === wanted.version;
  });
}

function markInstalled(root) {
  writeFileSync(stampPath(root), digest(readFileSync(join(root, 'package-lock.json'), 'utf8')));
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const digest = (text) => createHash('sha256').update(text).digest('hex');

module.exports = { installIsCurrent, markInstalled, agrees };
