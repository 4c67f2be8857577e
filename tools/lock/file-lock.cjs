'use strict';

// Plain JavaScript without dependencies: bootstrap.cjs needs it before node_modules exists.
const { randomUUID } = require('node:crypto');
const { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { processStart } = require('./process-start.cjs');

/** How often a waiting process looks whether the lock is free. */
const POLL_MS = 200;

/**
 * Takes a lock file, waiting for its holder. A lock whose holder no longer runs is taken over.
 *
 * What it guards must stay whole even if two hold it: processes in different containers that share the folder do not see
 * each other's pids and take each other for dead.
 */
async function acquireLock(path, options = {}) {
  const token = randomUUID();
  const mine = JSON.stringify({ pid: process.pid, start: processStart(process.pid), token });
  mkdirSync(dirname(path), { recursive: true });
  let told;
  for (;;) {
    options.signal?.throwIfAborted();
    if (tryTake(path, mine, token)) return () => release(path, mine);
    const holder = readHolder(path);
    if (holder === undefined) continue;
    if (!isHeld(holder)) {
      removeStale(path, holder.text, token);
      continue;
    }
    if (told !== holder.text) {
      told = holder.text;
      options.onWait?.(holder.pid);
    }
    await sleep(options.pollMs ?? POLL_MS, undefined, { signal: options.signal });
  }
}

// A link appears with its content and fails if the name is there: nobody ever reads half a lock.
function tryTake(path, mine, token) {
  const draft = `${path}.${token}`;
  try {
    writeFileSync(draft, mine, { flag: 'wx' });
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { pid, start } = JSON.parse(text);
    return { text, pid, start };
  } catch {
    return { text, pid: undefined, start: undefined };
  }
}

function isHeld({ pid, start }) {
  if (!Number.isInteger(pid)) return false;
  const now = processStart(pid);
  return now !== undefined && (start === undefined || start === now);
}

// Two may find the same stale lock; the second must not remove the lock that the first has taken meanwhile.
function removeStale(path, staleText, token) {
  const aside = `${path}.stale.${token}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  try {
    if (readFileSync(aside, 'utf8') !== staleText) linkSync(aside, path);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function release(path, mine) {
  if (readHolder(path)?.text === mine) rmSync(path, { force: true });
}

module.exports = { acquireLock };
