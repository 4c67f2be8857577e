'use strict';

const { existsSync } = require('node:fs');
const Module = require('node:module');
const { constants } = require('node:os');
const { join, resolve } = require('node:path');
const { acquireLock } = require('../lock/file-lock.cjs');
const { installIsCurrent, markInstalled } = require('./install-state.cjs');
const { endWithParent } = require('./parent-watch.cjs');
const { markPreloadBuilt, preloadIsCurrent, sourcesDigest } = require('./preload-state.cjs');
const { runStep, StepFailed } = require('./step.cjs');

const ROOT = resolve(__dirname, '..', '..');
/** What this keeps between runs, and its lock. Not in node_modules: `npm ci` removes that. */
const STATE = join(ROOT, 'tools', '.bootstrap');

/** Brings the checkout up to date, then runs the script in this very process. */
async function main([script, ...args]) {
  const path = script === undefined ? undefined : resolve(ROOT, script);
  if (path === undefined || !existsSync(path)) {
    const what = script === undefined ? 'no script is named' : `there is no ${path}`;
    process.stderr.write(`${what}. Usage: node tools/bootstrap.cjs <script.ts> [arguments]\n`);
    process.exit(2);
  }
  endWithParent();
  try {
    await prepare(ROOT, STATE);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(error instanceof StepFailed ? error.exitCode : 1);
  }
  run(path, args);
}

/** Installs dependencies and builds the preload if they are not current. Says nothing if nothing has to be done. */
async function prepare(root, state) {
  if (installIsCurrent(root) && preloadIsCurrent(root, state)) return;
  const interruption = onInterruption();
  let unlock;
  try {
    unlock = await acquireLock(join(state, 'lock'), {
      signal: interruption.signal,
      onWait: (pid) => say(`Waiting: process ${pid} is preparing this checkout.`),
    });
    // Whoever held the lock may have done it all.
    if (!installIsCurrent(root)) await install(root, interruption.signal);
    if (!preloadIsCurrent(root, state)) await buildPreload(root, state, interruption.signal);
  } catch (error) {
    // An aborted wait rejects with an error of its own: the reason is what the user should see.
    throw interruption.signal.aborted ? interruption.signal.reason : error;
  } finally {
    unlock?.();
    interruption.dispose();
  }
}

async function install(root, signal) {
  say('Installing dependencies (npm ci) …');
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  await runStep({
    command,
    args: [...first, 'ci', '--no-audit', '--no-fund'],
    cwd: root,
    signal,
    advice: 'check the network and `npm config get registry`, then run the command again.',
  });
  markInstalled(root);
}

async function buildPreload(root, state, signal) {
  say('Building the preload (tsc) …');
  const digest = sourcesDigest(root);
  const project = join('instrumentation', 'tsconfig.build.json');
  await runStep({
    command: process.execPath,
    args: [
      join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
      '-b',
      project,
      // Without its entry the build was tampered with, which tsc's own records do not show.
      ...(existsSync(join(root, 'instrumentation', 'dist', 'register.js')) ? [] : ['--force']),
    ],
    cwd: root,
    signal,
    advice: 'correct what tsc names above, then run the command again.',
  });
  markPreloadBuilt(state, digest);
}

/** From here on signals, output and exit code are the script's own. */
function run(path, args) {
  require(require.resolve('tsx/cjs/api', { paths: [ROOT] })).register();
  process.argv = [process.execPath, path, ...args];
  // As main module, so that `require.main === module` holds in it.
  Module.runMain();
}

// Turns signals into an abort, until `dispose` gives them back.
function onInterruption() {
  const controller = new AbortController();
  const listeners = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => {
    const listener = () => {
      controller.abort(new StepFailed('Interrupted.', 128 + constants.signals[name]));
    };
    process.on(name, listener);
    return [name, listener];
  });
  return {
    signal: controller.signal,
    dispose: () => listeners.forEach(([name, listener]) => process.off(name, listener)),
  };
}

const say = (line) => process.stderr.write(`${line}\n`);

module.exports = { main, prepare };
