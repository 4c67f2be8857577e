'use strict';

const { spawn } = require('node:child_process');

/** How long a step has to end by itself after SIGTERM. */
const GRACE_MS = 5_000;
/** Longest silence of a log; on a terminal npm shows its own progress. */
const HEARTBEAT_MS = 30_000;

/** A step that failed or was interrupted, with the exit code that this process takes over. */
class StepFailed extends Error {
  constructor(message, exitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a step with its own output on this terminal, as a process group of its own; an abort ends all of that group before
 * this rejects. Rejects with `StepFailed`, or the signal's reason.
 */
async function runStep({ command, args, cwd, signal, advice, heartbeatMs = HEARTBEAT_MS }) {
  const child = spawn(command, args, {
    cwd,
    detached: true,
    // Results go to standard output, and preparing is none.
    stdio: ['ignore', 2, 2],
  });
  const kill = (name) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // The group has ended.
    }
  };
  let grace;
  const started = performance.now();
  const heartbeat = setInterval(() => {
    if (process.stderr.isTTY) return;
    process.stderr.write(`… still running after ${Math.round((performance.now() - started) / 1000)}s\n`);
  }, heartbeatMs);
  const onAbort = () => {
    kill('SIGTERM');
    grace = setTimeout(() => kill('SIGKILL'), GRACE_MS);
  };
  const onExit = () => kill('SIGKILL');
  signal.addEventListener('abort', onAbort, { once: true });
  process.once('exit', onExit);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', (error) =>
        reject(new StepFailed(`${command} does not start: ${error.message}`, 1)),
      );
      child.once('exit', (status, name) => resolve(status ?? name));
    });
    if (signal.aborted) {
      // The leader is gone; what it started and did not wait for goes now.
      kill('SIGKILL');
      throw signal.reason;
    }
    if (code !== 0) {
      const line = `${[command, ...args].join(' ')} failed (${code}). What to do: ${advice}`;
      throw new StepFailed(line, 1);
    }
  } finally {
    clearTimeout(grace);
    clearInterval(heartbeat);
    signal.removeEventListener('abort', onAbort);
    process.off('exit', onExit);
  }
}

module.exports = { runStep, StepFailed };
